# ស្វែងរក៖ ប្រអប់តែមួយ សម្រាប់អតិថិជន លេខទូរសព្ទ កំណត់ចំណាំ និងបញ្ជា។

find-label = រកអតិថិជន លេខទូរសព្ទ កំណត់ចំណាំ ឬបញ្ជា
find-lead = សូមវាយដើមឈ្មោះ លេខខ្លះនៃទូរសព្ទ ផ្នែកនៃអ៊ីមែល ឬពាក្យក្នុងកំណត់ចំណាំ។
find-none = រកមិនឃើញ «{ $typed }» ទេ។ សូមវាយអក្សរឱ្យតិចជាងនេះ ឬលេខចុងក្រោយនៃទូរសព្ទ។
find-commands = បញ្ជា
find-notes = កំណត់ចំណាំ
find-everything = គ្រប់ទីកន្លែង
find-within = រកក្នុង
command-today = ថ្ងៃនេះ
command-clients = អតិថិជន
command-new-client = អតិថិជនថ្មី
command-plan = គ្រោងការងារផ្សេង
command-import = នាំចូលអតិថិជន
command-undo = មិនធ្វើវិញ៖ អ្វីដែលអាចត្រឡប់វិញ
command-settings = ការកំណត់
