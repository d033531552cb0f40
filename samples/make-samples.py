#!/usr/bin/env python3
"""make-samples.py [FOLDER]: writes the evidence folder of an invented province.

What each file proves is in README.md. The bytes are the same on every run."""
import os
import sys

sys.dont_write_bytecode = True  # leave nothing beside the samples

import documents as say
import pages
from office import archive, docx, scan


def bundle():
    """Three documents in one archive, two of them in folders."""
    return archive([
        ("Ra soat TTHC/", b""),
        ("Ra soat TTHC/09-KH-UBND ra soat TTHC 2025.docx", docx(say.PLAN_REVIEW)),
        ("3127-UBND-NC xu ly ket qua theo doi.docx", docx(say.LETTER_FOLLOW_UP)),
        ("Xa An Phu/", b""),
        ("Xa An Phu/412-BC-UBND giai ngan.docx", docx(say.REPORT_COMMUNE)),
    ])


def damaged():
    """The first half of a Word file, as an interrupted copy leaves it."""
    whole = docx(say.DECISION_STRUCTURE)
    return whole[:len(whole) // 2]


def files():
    plan = docx(say.PLAN_REFORM)
    return [
        ("so-noi-vu/1.1.1/268-KH-UBND CCHC 2025.docx", plan),
        ("so-noi-vu/1.1.2/Bao cao CCHC nam 2025.docx", docx(say.REPORT_YEAR)),
        ("so-noi-vu/1.2/BC quy I.docx", docx(say.REPORT_QUARTER_1)),
        ("so-noi-vu/1.2/BC 6 thang.docx", docx(say.REPORT_HALF_YEAR)),
        ("so-noi-vu/1.3.1/215_KH-UBND kiem tra CCHC 2025.pdf", scan()),
        ("so-noi-vu/1.4/KH tuyen truyen.docx", docx(say.DRAFT_CAMPAIGN)),
        ("so-noi-vu/4.1/QD 31 chuc nang nhiem vu.docx", damaged()),
        ("so-noi-vu/5.1/doan kiem tra cong vu.docx", docx(say.DECISION_INSPECTION)),
        ("so-noi-vu/5.2/Ke hoach dao tao boi duong.docx", docx(say.PLAN_TRAINING_OLD)),
        ("so-tu-phap/TC 2.1.1 - Theo doi thi hanh phap luat/33-KH-UBND.docx",
         docx(say.PLAN_LEGAL_EDUCATION)),
        ("so-tu-phap/TC 2.2.1 - Van ban het hieu luc/96-QD-UBND.docx",
         docx(say.DECISION_EXPIRED_ACTS)),
        ("van-phong-ubnd/Cong bo TTHC ho tich.html", pages.PORTAL.encode("utf-8")),
        ("van-phong-ubnd/Ke hoach chuyen doi so 2025.html", pages.NEWS.encode("utf-8")),
        ("van-phong-ubnd/Ke hoach CCHC (ban sao) (1).docx", plan),
        ("van-phong-ubnd/Tai lieu bo sung.zip", bundle()),
    ]


def main(folder):
    for name, data in files():
        path = os.path.join(folder, *name.split("/"))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(data)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else
         os.path.join(os.path.dirname(os.path.abspath(__file__)), "nop"))
