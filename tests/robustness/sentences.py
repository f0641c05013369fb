"""Sentences in thirty languages and the charsets that people saved them in before UTF-8.

The first of each language is from article 1 of the Universal Declaration of Human Rights; the second was written for
these tests after the detector was made, so it says how the detector does on what it was not tried with.
"""

from __future__ import annotations

LATIN = ("cp1252", "mac_roman", "cp850")
CENTRAL = ("cp1250", "iso8859-2", "cp852")
CYRILLIC = ("cp1251", "koi8-r", "cp866", "iso8859-5")
BALTIC = ("cp1257", "iso8859-13", "iso8859-4")

SENTENCES: dict[str, tuple[tuple[str, ...], str, str]] = {
    "en": (
        ("cp1252", "mac_roman"),
        "The café’s naïve owner said: “We won’t go—not now.” It cost £5 – or less… he’d paid.",
        "Marx’s “general law” isn’t Engels’s – it’s the workers’ own résumé of 1848, said O’Brien.",
    ),
    "fr": (
        LATIN,
        "Tous les êtres humains naissent libres et égaux en dignité et en droits. Ils sont doués de raison.",
        "La révolution trahie fut écrite en Norvège; l'été précédent, il avait été déporté où l'hiver ne cède guère.",
    ),
    "de": (
        (*LATIN, "cp437"),
        "Alle Menschen sind frei und gleich an Würde und Rechten geboren. Sie sind mit Vernunft begabt.",
        "Die Bürokratie löste die Räte auf; die Arbeiter mußten für größere Stücke länger schuften.",
    ),
    "es": (
        (*LATIN, "cp437"),
        "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como están de razón.",
        "¿Quién traicionó la revolución? El señor García no contestó; mañana, quizás, lo hará también él.",
    ),
    "pt": (
        LATIN,
        "Todos os seres humanos nascem livres e iguais em dignidade e em direitos. Dotados de razão e de consciência.",
        "A traição da revolução não começou amanhã: as razões são históricas, e ninguém as esquecerá tão cedo.",
    ),
    "it": (
        LATIN,
        "Tutti gli esseri umani nascono liberi ed eguali in dignità e diritti. Perché la città è più bella.",
        "La libertà non è un dono: così disse, e andò via perché ciò che può accadere accadrà già domani.",
    ),
    "sv": (
        LATIN,
        "Alla människor är födda fria och lika i värde och rättigheter. De har utrustats med förnuft.",
        "Arbetarna gick på gatorna och många sjöng för första gången; våren var sen det året.",
    ),
    "da": (
        LATIN,
        "Alle mennesker er født frie og lige i værdighed og rettigheder. De er udstyret med fornuft.",
        "Han gik på gaden, så ind ad vinduet og spiste et æble; bagefter købte han øl og rødgrød.",
    ),
    "fi": (
        LATIN,
        "Kaikki ihmiset syntyvät vapaina ja tasavertaisina arvoltaan ja oikeuksiltaan. Heille on annettu järki.",
        "Työväki lähti kadulle, eikä kukaan enää pelännyt; yöllä satoi lunta ja pöydät olivat tyhjät.",
    ),
    "is": (
        ("cp1252", "cp850"),
        "Hver maður er borinn frjáls og jafn öðrum að virðingu og réttindum. Menn eru gæddir vitsmunum.",
        "Það var þá sem verkamennirnir gengu út á götuna og sögðu að nú væri nóg komið af svo góðu.",
    ),
    "nl": (
        (*LATIN, "cp437"),
        "De coöperatie en de ideeën van België zijn één. Alle mensen worden vrij geboren.",
        "De geïnde belasting werd door de officiële commissie beëindigd, zei de Oekraïense ministerpresident.",
    ),
    "pl": (
        (*CENTRAL, "mac_latin2"),
        "Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Zażółć gęślą jaźń.",
        "Robotnicy wyszli na ulicę, bo mieli już dość; później przyszła zima i wszystko się skończyło.",
    ),
    "cs": (
        (*CENTRAL, "mac_latin2"),
        "Všichni lidé rodí se svobodní a sobě rovní co do důstojnosti a práv. Příliš žluťoučký kůň.",
        "Dělníci vyšli do ulic, protože už měli dost; později přišla zima a všechno skončilo úplně jinak.",
    ),
    "hu": (
        CENTRAL,
        "Minden emberi lény szabadon születik és egyenlő méltósága és joga van. Az őszi nap fűszeres.",
        "A munkások kivonultak az utcára, mert elegük volt; később jött a tél, és minden másképp lett, mint gondolták.",
    ),
    "ro": (
        CENTRAL,
        "Toate fiinţele umane se nasc libere şi egale în demnitate şi în drepturi. Ele sunt înzestrate cu raţiune.",
        "Muncitorii au ieşit în stradă pentru că nu mai puteau; apoi a venit iarna şi totul s-a sfârşit în tăcere.",
    ),
    "hr": (
        CENTRAL,
        "Sva ljudska bića rađaju se slobodna i jednaka u dostojanstvu i pravima. Želja čovjeka uvijek šeta.",
        "Radnici su izašli na ulice jer im je već bilo dosta; kasnije je došla zima i sve se završilo šutnjom.",
    ),
    "ru": (
        (*CYRILLIC, "mac_cyrillic"),
        "Все люди рождаются свободными и равными в своем достоинстве и правах. Они наделены разумом и совестью.",
        "Рабочие вышли на улицу, потому что терпеть больше было нельзя; потом пришла зима, и всё кончилось.",
    ),
    "uk": (
        ("cp1251", "koi8-u", "iso8859-5"),
        "Всі люди народжуються вільними і рівними у своїй гідності та правах. Її їжа є.",
        "Робітники вийшли на вулицю, бо терпіти далі було неможливо; потім прийшла зима, і все скінчилося.",
    ),
    "bg": (
        ("cp1251", "iso8859-5", "cp866"),
        "Всички хора се раждат свободни и равни по достойнство и права. Те са надарени с разум и съвест.",
        "Работниците излязоха на улицата, защото повече не можеше да се търпи; после дойде зимата.",
    ),
    "el": (
        ("cp1253", "iso8859-7", "cp737"),
        "Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα.",
        "Οι εργάτες βγήκαν στους δρόμους γιατί δεν άντεχαν άλλο· ύστερα ήρθε ο χειμώνας.",
    ),
    "tr": (
        ("cp1254", "iso8859-9", "cp857"),
        "Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar. İstanbul'un güzel ışığı.",
        "İşçiler sokağa çıktılar çünkü artık dayanamıyorlardı; sonra kış geldi ve her şey bitti.",
    ),
    "he": (
        ("cp1255", "iso8859-8", "cp862"),
        "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. כולם חוננו בתבונה ובמצפון.",
        "הפועלים יצאו לרחוב כי לא יכלו לשאת עוד; אחר כך בא החורף והכול נגמר.",
    ),
    "ar": (
        ("cp1256", "iso8859-6"),
        "يولد جميع الناس أحرارا متساوين في الكرامة والحقوق، وقد وهبوا عقلا وضميرا.",
        "خرج العمال إلى الشارع لأنهم لم يعودوا قادرين على الصبر، ثم جاء الشتاء وانتهى كل شيء.",
    ),
    "lt": (
        BALTIC,
        "Visi žmonės gimsta laisvi ir lygūs savo orumu ir teisėmis. Jiems suteiktas protas ir sąžinė.",
        "Darbininkai išėjo į gatves, nes daugiau kęsti nebegalėjo; paskui atėjo žiema ir viskas baigėsi.",
    ),
    "lv": (
        BALTIC,
        "Visi cilvēki piedzimst brīvi un vienlīdzīgi savā pašcieņā un tiesībās. Viņi ir apveltīti ar saprātu.",
        "Strādnieki izgāja ielās, jo vairs nevarēja paciest; pēc tam atnāca ziema un viss beidzās.",
    ),
    "et": (
        ("cp1252", "cp1257", "cp850"),
        "Kõik inimesed sünnivad vabadena ja võrdsetena oma väärikuselt ja õigustelt.",
        "Töölised läksid tänavale, sest nad ei jõudnud enam kannatada; pärast tuli külm ja öö.",
    ),
    "th": (
        ("cp874",),
        "มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ",
        "คนงานออกไปบนถนนเพราะทนไม่ไหวแล้ว หลังจากนั้นฤดูหนาวก็มาถึง",
    ),
    "zh": (
        ("gb18030", "utf-16-le", "utf-16-be"),
        "人人生而自由，在尊严和权利上一律平等。他们赋有理性和良心，并应以兄弟关系的精神相对待。",
        "工人们走上街头，因为他们再也忍受不了了；后来冬天来了，一切都结束了。",
    ),
    "zh-Hant": (
        ("big5",),
        "人人生而自由，在尊嚴和權利上一律平等。他們賦有理性和良心，並應以兄弟關係的精神相對待。",
        "工人們走上街頭，因為他們再也忍受不了；後來冬天來了，一切都結束了。",
    ),
    "ja": (
        ("cp932", "euc_jp", "utf-16-le"),
        "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。",
        "労働者たちは街頭に出た。もう我慢できなかったからである。やがて冬が来て、すべてが終わった。",
    ),
    "ko": (
        ("cp949", "utf-16-le"),
        "모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다.",
        "노동자들은 더 이상 참을 수 없어서 거리로 나왔다. 그 뒤 겨울이 왔고 모든 것이 끝났다.",
    ),
}
CASES = [
    (language, number, charset, text)
    for language, (charsets, *texts) in SENTENCES.items()
    for number, text in enumerate(texts, 1)
    for charset in charsets
]
