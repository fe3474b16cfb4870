"""What makes one feasible week better than another: a function per wish, what each costs in ``price_list``.

``day`` holds the wishes for a day's totals, ``hour`` those for what is eaten when, ``dish`` those for a dish on a
given day, ``week`` those for seven days side by side.
"""
