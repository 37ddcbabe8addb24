"""The rules, one file for each family. Adding one is writing one function here."""
