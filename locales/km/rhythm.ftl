# How often somebody is spoken with; first calls.
