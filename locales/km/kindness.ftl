# Small kindnesses.
kindness-title = ថ្ងៃកំណើត និងថ្ងៃឈ្មោះ
kindness-lead = ថ្ងៃរបស់អ្នកណាជិតមកដល់។ អត្ថប្រយោជន៍ដែលអតិថិជនចង់បានពិតប្រាកដ មានតម្លៃជាងកាតជូនពរ៖ សូមគិតទុកមុនហៅ។
kindness-none = គ្មានអ្នកណាក្នុងក្រាំងរបស់អ្នកមានថ្ងៃកំណើត ឬថ្ងៃឈ្មោះក្នុង { $days } ថ្ងៃខាងមុខទេ។
kindness-today = ថ្ងៃនេះ
kindness-tag = ថ្ងៃកំណើត៖ { $when }
kindness-slip = ថ្ងៃកំណើតរបស់ { $name }៖
kindness-age = អាយុ { $age } ឆ្នាំ
kindness-unknown = មិនទាន់មានកំណត់ថាអតិថិជននេះរំពឹង ឬចូលចិត្តអ្វីទេ។ សូមសួរ។
kindness-plan = គ្រោងការជូនពរ
morning-greetings = ថ្ងៃកំណើត { $count } នៅថ្ងៃនេះ
