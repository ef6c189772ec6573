"""From Control and a View to what is shown: pure functions, the same for page and pictures."""
