"""A whole week as one integer programme, for other solvers: see benchmarks/solvers.py."""
