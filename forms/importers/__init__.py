"""Forms of other makers as `survey/1`: pure conversions, each with a report of what it made of what it found."""
