# Absences, hand-overs, the team.
