"""Meals → menus → week: see ``rules`` (what is never broken), ``wishes`` (what is priced), ``week`` (the choice)."""
