"""Where sampling finds no menu for a day: the exact search for one, or the rules that clash and what would help.

``reach`` is all that a day can hold, ``elastic`` the rules that clash in it, ``exact`` and ``rescue`` the search for
whole portions, ``loosen`` what would make the week possible; ``refusal`` and ``amounts`` are the words.
"""
