"""The admin's door for those who build a survey: what is to mend while they write, and example answers to try it on."""
