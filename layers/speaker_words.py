"""Which words tell persons, offices, governments and groups apart? Small closed lists of our own."""

from __future__ import annotations

from typing import Final

TITLES: Final = frozenset(
    "mr mrs ms miss dr sir dame lord lady prof professor president minister chancellor senator sen "
    "rep representative congressman congresswoman governor gov mayor judge justice general gen "
    "lieutenant lt colonel col major maj captain capt sergeant sgt admiral commander marshal "
    "brigadier commodore corporal private officer chief king queen prince princess sheikh emir "
    "sultan pope bishop archbishop father ayatollah mullah imam mufti rabbi secretary spokesman "
    "spokeswoman spokesperson ambassador envoy premier deputy vice adviser advisor aide analyst "
    "director chairman chairwoman chair head leader prosecutor attorney lawyer economist expert "
    "commissioner coordinator inspector speaker counterpart official resident farmer doctor "
    "veteran activist journalist correspondent historian researcher warlord boss candidate nominee "
    "strategist pollster host author reporter editor ombudsman lawmaker legislator deputy "
    "undersecretary undersecretary-general secretary-general".split()
)
# Words inside the name of an office that are no part of a person's name.
OFFICE_WORDS: Final = frozenset(
    "state defense defence affairs foreign interior ministry department staff force forces army "
    "navy air armed union commission council parliament house senate republic federation kingdom "
    "nations security national regional prime general first acting former ex interim emergency "
    "emergencies energy finance economy justice health transport border guard service services "
    "command district region province oblast city joint military naval police intelligence party "
    "office committee agency press permanent chief".split()
)
FEMALE_WORDS: Final = frozenset(
    "mrs ms miss lady dame queen princess spokeswoman chairwoman congresswoman businesswoman "
    "policewoman woman mother daughter sister wife widow girl grandmother actress".split()
)
MALE_WORDS: Final = frozenset(
    "mr sir lord king prince sheikh emir sultan pope ayatollah mullah imam spokesman chairman "
    "congressman businessman policeman man father son brother husband boy grandfather".split()
)
FEMALE_NAMES: Final = frozenset(
    "anna maria mary elena olga irina natalia nataliya natalya svetlana tatiana tatyana ekaterina "
    "yulia julia oksana olena iryna larisa lyudmila marina vera nina aisha fatima zahra leila "
    "layla mariam maryam nadia noor sara sarah laura linda susan karen lisa nancy patricia "
    "jennifer elizabeth barbara margaret michelle hillary angela ursula annalena emma sophie "
    "charlotte alice jane kate catherine theresa victoria diana helen ruth rachel rebecca anne "
    "ann marie carmen rosa ana isabel lucia sofia claudia kaja sanna mette giorgia roberta "
    "christine ingrid greta katarina zuzana maia salome jacinda penny nikki kamala condoleezza "
    "madeleine samantha jeanine karine heather mina sana yoko aung".split()
)
MALE_NAMES: Final = frozenset(
    "alexander aleksandr sergei sergey vladimir volodymyr dmitry dmitri dmytro mikhail nikolai "
    "nikolay ivan igor oleg andrei andrey andriy yuri viktor boris anatoly konstantin maxim pavel "
    "pyotr vasily valery vitaly oleksandr oleksiy mykola serhiy ramzan emomali ilham nikol recep "
    "mohammed mohammad muhammad mohamed ahmed ahmad ali hassan hussein ibrahim abdullah abdul "
    "omar khalid mahmoud mustafa yousef bashar saad john james robert michael william david "
    "richard joseph thomas charles donald george paul mark steven kenneth joe barack bill antony "
    "lloyd jake mike marco pete ted mitt bernie tim jean pierre emmanuel francois jens olaf "
    "friedrich boris rishi keir benjamin yoav itzhak narendra imran xi wang li kim juan carlos "
    "jose luis pedro nicolas jair gustavo javier daniel peter martin frank stephen jack".split()
)
FEMALE_ENDINGS: Final = ("ova", "eva", "ina", "skaya", "ská", "dóttir")
NEWS_AGENCIES: Final = frozenset(
    "interfax tass itar-tass reuters afp ap upi xinhua anadolu bloomberg bbc cnn dpa kyodo yonhap "
    "ukrinform unian belta irna fars tasnim sana wafa efe ansa pti ani kcna apa trend azertac "
    "armenpress kazinform khovar asia-plus ria sputnik rt al-jazeera nbc abc cbs npr rfe/rl "
    "politico axios".split()
)
NEWS_WORDS: Final = frozenset(
    "agency news newspaper daily times post journal tribune herald gazette guardian telegraph "
    "broadcaster television tv radio channel website outlet magazine media press".split()
)
GOVERNMENT_WORDS: Final = frozenset(
    "government ministry department authorities authority administration army military navy "
    "forces force command staff parliament cabinet embassy council kremlin pentagon house "
    "congress senate police service services agency office officials official diplomats guard "
    "court police prosecutors intelligence council".split()
)
GROUP_WORDS: Final = frozenset(
    "militants rebels fighters insurgents separatists taliban hezbollah hamas houthis isis "
    "group gang militia militias movement faction residents villagers witnesses activists "
    "analysts experts sources people refugees families critics opponents supporters soldiers "
    "troops officers commanders lawmakers leaders allies doctors monitors observers".split()
)
ORGANISATION_WORDS: Final = frozenset(
    "organization organisation union alliance association company corporation institute university "
    "foundation committee commission bank party nato un eu osce who csto iaea unhcr unicef red "
    "court coalition bloc federation centre center observatory".split()
)
PARTICLES: Final = frozenset(
    "al el bin ibn ben van von der den de la le du da di dos abu ul".split()
)
KUNYAS: Final = frozenset({"um", "umm", "abu", "abou"})  # "mother of", "father of" in Arabic names
# Heads of institutions: what "the head of the X" is called.
HEADS: Final = {
    "ministry": "minister",
    "department": "secretary",
    "state": "president",
    "government": "prime minister",
    "republic": "president",
}
UNITS: Final = frozenset(
    "brigade battalion regiment division corps squadron fleet garrison battery company platoon "
    "unit mission coastguard".split()
)
PEOPLE: Final = frozenset(
    "woman man boy girl neighbour neighbor villager survivor driver owner shopkeeper nurse teacher "
    "pensioner fisherman soldier sailor pilot trader student mother father wife husband son "
    "daughter brother sister uncle aunt nephew cousin baker herder worker volunteer monk priest "
    "nun refugee witness fighter diplomat insider academic lawyer smuggler broker rebel scholar engineer merchant vendor guard migrant".split()
)
# What bodies publish: such words are their own, whoever reads them out.
STATEMENTS: Final = frozenset(
    "statement communique communiqué release tweet post message bulletin declaration".split()
)
STATEMENT_MANNERS: Final = frozenset(
    "written joint brief short video press television tv online official public telegram "
    "separate earlier recorded televised radio".split()
)
MOUTHPIECES: Final = frozenset("spokesman spokeswoman spokesperson".split())
# Papers that tell something by themselves ("It states that …").
PAPERS: Final = STATEMENTS | frozenset(
    "assessment report document study paper letter memo survey review analysis dossier article "
    "notice order decree treaty agreement".split()
)
# What tells a news agency from an agency or service of a state.
NEWS_TOPICS: Final = frozenset("news press information telegraph wire broadcasting".split()) | (
    NEWS_AGENCIES
)
STATE_TOPICS: Final = frozenset(
    "border security intelligence customs migration immigration disaster emergency emergencies "
    "police defence defense state federal national government geological weather prison fire "
    "foreign secret guard".split()
)
# Offices held abroad: the place in them is not the state that they speak for.
POSTED: Final = frozenset("ambassador envoy consul correspondent".split())
