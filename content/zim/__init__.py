"""Archives of web pages in the ZIM format, read in place: nothing is unpacked.

An *archive* is one file. Its *entries* are pages, pictures, sounds, each under a *path*; some only
*redirect* to another. Their bytes lie in *clusters*, plain or compressed, each of them cut into
*blobs*. An archive also says things about itself, its *metadata*, and may list the pages that a
reader looks for in the order of their titles.

    path ──binary search in the list of paths──> entry ──redirects──> cluster, blob ──> bytes

It came from outside: every offset is checked before it is used, everything read has a size that
it may not pass, and what does not fit is refused with the file and the place in it. An archive of
100 GB opens by reading two hundred bytes, for nothing else is read before it is asked for.

``layout`` reads the header and single entries, ``clusters`` bytes, ``archive`` joins both.

Source: the ZIM file format, https://wiki.openzim.org/wiki/ZIM_file_format, and for what was added
since version 6.1 (one name space for content, lists of titles) https://github.com/openzim/libzim.
"""
