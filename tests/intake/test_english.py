from __future__ import annotations

import pytest

from dragoman.intake.english import is_english


@pytest.mark.parametrize(
    "text",
    [
        "Talks resume.", "Iran, Iraq sign accord", "Macron meets Xi", "",
        "Mohammad Javad Zarif met Hossein Amir-Abdollahian, Abbas Araghchi and Ali Bagheri Kani in Tehran, officials said on Monday "
        "after Ebrahim Raisi, Ali Shamkhani and Mohammad Bagher Ghalibaf had returned from Mashhad to the capital.",
    ],
)  # fmt: skip
def test_english(text: str) -> None:
    assert is_english(text)


@pytest.mark.parametrize(
    "text",
    [
        "Le ministre des affaires étrangères a déclaré lundi que les pourparlers sur le barrage avaient été suspendus, mais que les ingénieurs seraient envoyés avant la saison des pluies dans la vallée.",
        "El ministro dijo el lunes que las conversaciones sobre la presa se han suspendido y que los ingenieros no van a ser enviados antes de las lluvias, según informaron fuentes del gobierno a la prensa.",
        "Bakan pazartesi günü yaptığı açıklamada baraj görüşmelerinin askıya alındığını ve mühendislerin yağmurlardan önce vadiye gönderilmeyeceğini söyledi, ancak tarafların yeniden bir araya gelmesi bekleniyor.",
        "Министр заявил в понедельник.",
        "部长周一表示谈判已经暂停。",
        "قال الوزير يوم الاثنين إن المحادثات علقت.",
        "Die Gespräche sind nicht mit der Regierung geführt worden.",
    ],
)  # fmt: skip
def test_other_languages(text: str) -> None:
    assert not is_english(text)
