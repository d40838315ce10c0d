"""What `motcua-printer` can do: one module a command.

Each has `add(parser)`, which adds its arguments and sets `do`, the function that
takes them and returns the exit code.
"""
