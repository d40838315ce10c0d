"""The steps from the tables of older programs to those of this one."""
