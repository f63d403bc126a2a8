# Mornings, evenings, what lies ahead.
