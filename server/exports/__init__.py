"""Exports: what people have done, as files that other programs read.

A *sheet* is a table for a spreadsheet, one line for each page of each person. *Statements* are the
same history for a record store, in the words of xAPI, one JSON object a line. Both say what the
records say, and nothing is taken out of the site by them: a teacher keeps the file. Each export is
in the audit log. The same statement has the same id whenever it is exported: stores take it once.
"""
