"""Statistics (Swedish: statistik).

The municipality's monthly files to Socialstyrelsen about economic assistance: whom it is about, what is missing and
where it is mended, the file as it was made, and when it was handed in. Keeps answers as long as the matters, and files
as long as the board says.
"""
