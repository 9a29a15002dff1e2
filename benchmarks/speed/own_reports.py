#!/usr/bin/env python3
"""How do we get as many reports as a measurement needs? Written here, from our own sentences.

    python benchmarks/speed/own_reports.py FOLDER [--count 200] [--seed 1]

The same count and seed give the same reports. They are to be long and varied enough to cost what
real ones cost (150 to 450 words, nested sources, dates, numbers), not to be true.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

SCENES = (
    ("Sudan", "Khartoum", ("Kassala", "El Fasher", "Port Sudan", "Kosti", "Atbara"), "the Blue Nile"),
    ("Ukraine", "Kyiv", ("Kherson", "Kharkiv", "Mykolaiv", "Sumy", "Odesa"), "the Dnipro"),
    ("Yemen", "Sanaa", ("Marib", "Hodeidah", "Taiz", "Mocha", "Aden"), "the Red Sea"),
    ("Colombia", "Bogota", ("Cucuta", "Arauca", "Tumaco", "Cali", "Pasto"), "the Arauca river"),
    ("Myanmar", "Naypyidaw", ("Lashio", "Myitkyina", "Sittwe", "Loikaw", "Mandalay"), "the Salween"),
    ("Armenia", "Yerevan", ("Goris", "Kapan", "Meghri", "Sisian", "Vardenis"), "the Aras"),
    ("Mali", "Bamako", ("Gao", "Timbuktu", "Mopti", "Kidal", "Menaka"), "the Niger"),
    ("Tajikistan", "Dushanbe", ("Kulob", "Khorog", "Isfara", "Bokhtar", "Murghab"), "the Panj"),
    ("Lebanon", "Beirut", ("Tyre", "Sidon", "Nabatieh", "Marjayoun", "Baalbek"), "the Litani"),
    ("Ethiopia", "Addis Ababa", ("Mekelle", "Gondar", "Humera", "Dessie", "Metema"), "the Tekeze"),
)  # fmt: skip
SPEAKERS = (
    "the governor of {town}", "a spokesman for the army of {country}", "the foreign ministry",
    "residents of {town}", "a border guard officer", "two aid workers in {town}",
    "the defence minister", "the regional police", "a doctor at the hospital in {town}",
    "the head of the customs post",
)  # fmt: skip
SENTENCES = (
    "Shelling killed {n} people in {town} on {day}, {speaker} said.",
    "{Speaker} said that {n} trucks with flour had crossed {river} and reached {other} on {day}.",
    "“We did not open fire first, and nobody of ours was near {town},” {speaker} said.",
    "{Speaker} denied that soldiers had withdrawn from {town}.",
    "The crossing north of {town} will stay closed until {month}, {speaker} announced.",
    "According to {speaker}, about {n} families have left {town} for {other} since {month}.",
    "{Speaker} expects talks between both sides to begin in {capital} by the end of {month}.",
    "If the road to {other} is not cleared by {day}, {speaker} warned, the clinic will run out of fuel.",
    "A drone fell {n} km east of {town}; {speaker} told reporters that it carried no charge.",
    "{Speaker} promised to send {n} more engineers to the bridge over {river}.",
    "Earlier reports by a local radio station, which quoted {speaker}, spoke of {n} wounded.",
    "Both governments signed a protocol on the border near {town} on {day} {month}.",
    "{Speaker} said the exercise near {other} would involve {n} soldiers and end on {day}.",
    "It is not clear who holds the heights above {town}; {speaker} said that fighting went on.",
    "The market in {other} opened again on {day}, though {speaker} called the truce fragile.",
    "“They took {n} of our boats on {river} and gave back none,” {speaker} complained.",
)
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
MONTHS = "January March April June August September November".split()


def report(number: int, *, seed: int) -> str:
    """Return the text of one report: a place line, then paragraphs."""
    draw = random.Random(f"{seed}-{number}")
    country, capital, towns, river = draw.choice(SCENES)

    def sentence() -> str:
        town, other = draw.sample(towns, 2)
        speaker = draw.choice(SPEAKERS).format(town=town, country=country)
        words = {
            "town": town, "other": other, "capital": capital, "river": river, "country": country,
            "n": draw.randint(2, 90), "day": draw.choice(DAYS), "month": draw.choice(MONTHS),
            "speaker": speaker, "Speaker": speaker[0].upper() + speaker[1:],
        }  # fmt: skip
        return draw.choice(SENTENCES).format(**words)

    paragraphs = [" ".join(sentence() for _ in range(draw.randint(1, 3)))
                  for _ in range(draw.randint(5, 11))]  # fmt: skip
    day, month = draw.randint(1, 28), draw.choice(MONTHS)
    line = f"{capital.upper()}, {day} {month} {draw.randint(2019, 2025)} (Field Wire {number}) - "
    return line + "\n\n".join(paragraphs) + "\n"


def write_reports(folder: Path, count: int, *, seed: int = 1) -> list[Path]:
    """Write so many reports into a folder and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for number in range(count):
        path = folder / f"report-{number:03}.txt"
        path.write_text(report(number, seed=seed), encoding="utf-8", newline="\n")
        paths.append(path)
    return paths


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    print(len(write_reports(options.folder, options.count, seed=options.seed)), "reports")
