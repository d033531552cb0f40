#!/usr/bin/env python3
"""make-samples.py [FOLDER]: writes the evidence folder of an invented province.

What each file proves is in README.md. The bytes are the same on every run."""
import os
import sys
import unicodedata

sys.dont_write_bytecode = True  # leave nothing beside the samples

import chancellery
import documents as say
import finance
import home_affairs
import justice
import others
import pages
from containers import (archive, locked, owner_mark, photograph, scan, sheet, thumbnails,
                        with_password, word_97)
from office import docx


def bundle():
    """Three documents in one archive, two of them in folders."""
    return archive([
        ("Ra soat TTHC/", b""),
        ("Ra soat TTHC/09-KH-UBND ra soat TTHC 2025.docx", docx(say.PLAN_REVIEW)),
        ("3127-UBND-NC xu ly ket qua theo doi.docx", docx(say.LETTER_FOLLOW_UP)),
        ("Xa An Phu/", b""),
        ("Xa An Phu/412-BC-UBND giai ngan.docx", docx(say.REPORT_COMMUNE)),
    ])


def dialogue():
    """One plan of two years, minutes and a notice."""
    return archive([
        ("2024/KH doi thoai.docx", docx(chancellery.PLAN_DIALOGUE_2024)),
        ("2025/KH doi thoai.docx", docx(chancellery.PLAN_DIALOGUE_2025)),
        ("2025/Bien ban doi thoai lan 2.txt", chancellery.MINUTES.encode("utf-8")),
        ("Thong bao dia chi.docx", docx(chancellery.NOTICE_ADDRESS)),
    ])


def accounts():
    """An annex, a letter, two that were never issued, one behind a password, one empty."""
    return locked(archive([
        ("Phu luc tu chu.docx", docx(finance.ANNEX_AUTONOMY)),
        ("Cong van kiem tra tai san cong.docx", docx(finance.LETTER_ASSETS)),
        ("Nghi quyet du toan.docx", docx(finance.DRAFT_BUDGET)),
        ("Bao cao kinh te xa hoi.docx", docx(finance.REPORT_UNDATED)),
        ("Bang luong.docx", bytes(range(256))),
        ("Danh sach.docx", b""),
    ]), "Bang luong.docx")


def resent():
    """An archive in an archive."""
    architecture = docx(others.DECISION_ARCHITECTURE)
    second = archive([
        ("DVCTT.docx", docx(others.DECISION_SERVICES)),
        ("Chia se du lieu.docx", docx(others.REPORT_SHARING)),
        ("Kien truc.docx", architecture),
        ("Thumbs.db", thumbnails()),
    ])
    return archive([
        ("Kien truc/QD kien truc.docx", architecture),
        ("Kien truc/QD kien truc moi.docx", docx(others.DECISION_ARCHITECTURE_NEW)),
        ("Dot 2.zip", second),
    ])


def damaged():
    """The first half of a Word file, as an interrupted copy leaves it."""
    whole = docx(say.DECISION_STRUCTURE)
    return whole[:len(whole) // 2]


def expenses():
    return sheet([["Chỉ tiêu", "Kế hoạch", "Giải ngân"], ["Vốn đầu tư công 2025", "6850", "5617"]])


def home_affairs_files():
    """Folders by code."""
    return [
        ("1.1.1/268-KH-UBND CCHC 2025.docx", docx(say.PLAN_REFORM)),
        ("1.1.2/Bao cao CCHC nam 2025.docx", docx(say.REPORT_YEAR)),
        ("1.2/BC quy I.docx", docx(say.REPORT_QUARTER_1)),
        ("1.2/BC 6 thang.docx", docx(say.REPORT_HALF_YEAR)),
        ("1.3.1/215_KH-UBND kiem tra CCHC 2025.pdf", scan()),
        ("1.3.2/Cong van sau kiem tra.docx", docx(home_affairs.LETTER_AFTER_INSPECTION)),
        ("1.4/KH tuyen truyen.docx", docx(say.DRAFT_CAMPAIGN)),
        ("1.6/QD cong nhan sang kien dot 1.docx", docx(home_affairs.DECISION_INITIATIVES)),
        ("1.7/Bang khen CCHC (sao y).docx", docx(home_affairs.DECISION_AWARDS)),
        ("1.10/15-CT-TU.docx", docx(home_affairs.DIRECTIVE_PARTY)),
        ("4.1/QD 31 chuc nang nhiem vu.docx", damaged()),
        ("4.3.1/QD phan cap.htm", chancellery.CUT_PAGE.encode("utf-8")),
        ("4.3.2/Bao cao kiem tra.docx", docx(home_affairs.REPORT_SECRET)),
        ("5.1/doan kiem tra cong vu.docx", docx(say.DECISION_INSPECTION)),
        ("5.2/Ke hoach dao tao boi duong.docx", docx(say.PLAN_TRAINING_OLD)),
        ("5.5/BC xep loai 2025 (sua lan 2).docx", docx(home_affairs.REPORT_GRADES)),
    ]


def justice_files():
    """Folders by code and title."""
    return [
        ("TC 2.1.1 - Theo doi thi hanh phap luat/33-KH-UBND.docx", docx(say.PLAN_LEGAL_EDUCATION)),
        ("TC 2.1.3 - Bao cao nam/BC theo doi THPL.docx", docx(justice.REPORT_LAW_ENFORCEMENT)),
        ("TC 2.2.1 - Van ban het hieu luc/96-QD-UBND.docx", docx(say.DECISION_EXPIRED_ACTS)),
        ("TC 2.2.2 - Xu ly sau ra soat/NQ bai bo.html",
         b"\xff\xfe" + justice.RESOLUTION_REPEAL.encode("utf-16-le")),
        ("TC 2.3.1 - Kiem tra van ban/KH phoi hop.docx", docx(justice.PLAN_JOINT)),
        ("TC 2.3.2 - Xu ly van ban/Giay moi.docx", docx(justice.INVITATION)),
    ]


def chancellery_files():
    """One heap."""
    return [
        ("BC phan anh kien nghi.docx", docx(chancellery.REPORT_COMPLAINTS)),
        ("Cong bo TTHC ho tich.html", pages.PORTAL.encode("utf-8")),
        ("Cong dien.docx", docx(chancellery.TELEGRAM)),
        ("Danh muc TTHC Trung tam.htm", chancellery.windows_1258(chancellery.WORD_PAGE)),
        ("Doi thoai va phan anh.zip", dialogue()),
        ("Ke hoach chuyen doi so 2025.html", pages.NEWS.encode("utf-8")),
        ("Ke hoach CCHC (ban sao) (1).docx", docx(say.PLAN_REFORM)),
        ("Quy trinh lien thong.html", chancellery.SIDE_PAGE.encode("utf-8")),
        ("Tai lieu bo sung.zip", bundle()),
    ]


def finance_files():
    """Folders by month, in Vietnamese letters."""
    return [
        ("Tháng 5/6.3.1 QĐ 45-2025-QĐ-UBND tai san cong.docx", docx(finance.DECISION_OLD_FONT)),
        ("Tháng 12/6.1 Biểu giải ngân.xlsx", expenses()),
        ("Tháng 12/6.3.2 Kết luận kiểm tra.doc", word_97()),
        ("Tháng 12/6.4 - 1999-QD-UBND giao tu chu.docx", docx(finance.REPORT_AUDIT)),
        ("Tháng 12/8.2.1 Báo cáo thu ngân sách.docx", with_password()),
        ("Tháng 12/Hồ sơ quyết toán.zip", accounts()),
    ]


def other_files():
    """No folders; folders with a blank at the end, brackets and signs; communes."""
    school = "so-giao-duc-va-dao-tao /[5.4] Tuyển dụng #1 & 2/"
    plan = unicodedata.normalize("NFD", "Kế hoạch tuyển dụng.docx")
    return [
        ("so-khoa-hoc-va-cong-nghe/Cong van Tinh doan.docx", docx(others.LETTER_YOUTH)),
        ("so-khoa-hoc-va-cong-nghe/Gui lai lan 2.zip", resent()),
        ("so-khoa-hoc-va-cong-nghe/IMG_20251120_0915.jpg", photograph()),
        (school + plan, docx(others.PLAN_RECRUITMENT)),
        (school + "~$ hoach tuyen dung.docx", owner_mark("Trinh Thi Phong Theo")),
        (school + "Thumbs.db", thumbnails()),
        ("xa-an-phu/15-BC-UBND.docx", docx(others.REPORT_AN_PHU)),
        ("phuong-ben-cu/15-BC-UBND.docx", docx(others.REPORT_BEN_CU)),
    ]


def files():
    folders = [("so-noi-vu", home_affairs_files()), ("so-tu-phap", justice_files()),
               ("van-phong-ubnd", chancellery_files()), ("Sở Tài chính", finance_files())]
    return [(folder + "/" + name, data) for folder, inside in folders
            for name, data in inside] + other_files()


def main(folder):
    for name, data in files():
        path = os.path.join(folder, *name.split("/"))
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "wb") as f:
            f.write(data)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else
         os.path.join(os.path.dirname(os.path.abspath(__file__)), "nop"))
