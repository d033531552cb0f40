#!/usr/bin/env python3
"""make-corpus.py OUT_DIR COUNT [SEED]: writes COUNT documents of an invented province.

Six of ten are Word files, the others web pages, spread over the folders of 20 units. The
same SEED gives the same documents. OUT_DIR/nop holds the files, OUT_DIR/manifest.tsv one
line for each: path, bytes, bytes of text, bytes of document.xml, references (separated by
spaces). The manifest is written last: where it is, the corpus is whole."""
import math
import multiprocessing
import os
import random
import sys

sys.dont_write_bytecode = True  # leave nothing beside the sources

import documents  # noqa: E402
import web_page  # noqa: E402
import word_file  # noqa: E402

WORD_FILES = 0.6
DECOMPOSED = 0.18  # of Word files and of pages in UTF-8: all or half of the text
OLD_PAGES = 0.14  # windows-1258
LARGEST = 400_000
# Medians and spread of log-normal sizes, in bytes.
TEXT = (14_000, 0.8)
CHROME = (52_000, 0.55)


def lognormal(chance, size, low, high):
    """By Box and Muller, so that it needs only random()."""
    normal = math.sqrt(-2 * math.log(1 - chance())) * math.cos(2 * math.pi * chance())
    return int(min(high, max(low, size[0] * math.exp(size[1] * normal))))


def form_of(chance, is_page):
    if is_page and chance() < OLD_PAGES:
        return "1258"
    if chance() >= DECOMPOSED:
        return "NFC"
    return "NFD" if chance() < 0.6 else "mixed"


def file_name(w, doc, i, suffix):
    number = doc["number"].replace("/", "-")
    kind = w.between(0, 3)
    if kind == 0:
        name = "%s %04d" % (number, i)
    elif kind == 1:
        name = "%04d_%s" % (i, number.replace("Đ", "D"))
    elif kind == 2:
        name = "%s %s (%d)" % (doc["type"].capitalize(), doc["subject"][3:40].replace("/", "-"), i)
    else:
        name = "Van ban den %d" % i
    return name.strip() + suffix


def make_one(task):
    """Document `i` depends on the seed and i alone, whoever makes it."""
    folder, seed, i = task
    chance = random.Random("%s/%d" % (seed, i)).random
    unit = documents.UNITS[int(len(documents.UNITS) * chance())]
    is_page = chance() >= WORD_FILES
    form = form_of(chance, is_page)
    text = lognormal(chance, TEXT, 2_500, 110_000)
    chrome = lognormal(chance, CHROME, 6_000, 200_000)
    while True:
        doc = documents.make(chance, unit, 1 + i % 3900, text)
        inner = 0
        if is_page:
            data = web_page.make(doc, form, chrome)
        else:
            data, inner = word_file.make(doc, form)
        if len(data) <= LARGEST:
            break
        text, chrome = text * 2 // 3, chrome * 2 // 3
    path = os.path.join(unit[0], file_name(doc["writer"], doc, i, ".html" if is_page else ".docx"))
    with open(os.path.join(folder, path), "wb") as f:
        f.write(data)
    return "\t".join((path, str(len(data)), str(documents.text_bytes(doc)), str(inner),
                      " ".join(doc["references"])))


def quantiles(numbers):
    numbers = sorted(numbers)
    return "median %d KB, p95 %d KB, %d to %d KB" % tuple(
        numbers[min(len(numbers) - 1, int(len(numbers) * part))] // 1000
        for part in (0.5, 0.95, 0, 1))


def describe(rows):
    for suffix, what in ((".docx", "Word files"), (".html", "web pages")):
        some = [row for row in rows if row[0].endswith(suffix)]
        if not some:
            continue
        print("%d %s, %.1f MB: %s" % (len(some), what, sum(int(row[1]) for row in some) / 1e6,
                                      quantiles([int(row[1]) for row in some])))
        if suffix == ".docx":
            print("    document.xml: " + quantiles([int(row[3]) for row in some]))
    print("mean text %.1f KB; %d references" % (sum(int(row[2]) for row in rows) / 1000 / len(rows),
                                               sum(len(row[4].split()) for row in rows)))


def main(out, count, seed="1"):
    folder = os.path.join(out, "nop")
    for unit in documents.UNITS:
        os.makedirs(os.path.join(folder, unit[0]), exist_ok=True)
    with multiprocessing.Pool() as pool:
        lines = pool.map(make_one, [(folder, seed, i) for i in range(int(count))], 16)
    whole = os.path.join(out, "manifest.tsv")
    with open(whole + ".part", "w", encoding="utf-8") as f:
        f.writelines(line + "\n" for line in lines)
    os.replace(whole + ".part", whole)
    describe([line.split("\t") for line in lines])


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    main(*sys.argv[1:])
