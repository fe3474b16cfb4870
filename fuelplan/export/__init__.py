"""The week in other files than paper."""
