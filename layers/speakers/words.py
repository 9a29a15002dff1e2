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
    "madeleine samantha jeanine karine heather mina sana yoko aung "
    "agnieszka katarzyna joanna ewa monika jana petra eva ivana milica jelena marija dragana vesna "
    "ljiljana snezana mirela amra senka teuta vjosa arta albana elona ilir ana-maria ioana andreea "
    "raluca elif ayse fatma emine zeynep hatice leyla gulnara gulnora aigul ainura aizhan dilnoza "
    "nargiza saodat zarina shirin maryam parisa narges nasrin mahsa zahra hamida palwasha shabnam "
    "benazir asma hina sherry malala rubina priya sushma smita nirmala meera anjali sunita lakshmi "
    "rima rania dina hanan hala huda amal nawal samira salma yasmin yasmine halima khadija amina "
    "aminata fatou awa mariama adama rokia oumou safiatou ngozi chioma amaka folake ines beatriz "
    "isabela gabriela daniela valentina camila adriana patricia veronica yolanda nelly luisa marta "
    "pilar mercedes dolores gloria martha alejandra ximena keiko haruka yuki mei ling hui xiaoling "
    "ying soo-jin ji-woo ji-young yo-jong hye-jin thi lan thuy siti dewi sri retno corazon imelda "
    "leni risa kirsten astrid freja ellen liv kari anniken riikka elina katri ingrida dalia vaira "
    "evika rasa agne hetta birgit heike sabine ulrike claire sylvie nathalie helene brigitte "
    "veronique marguerite esther grace mercy joyce beatrice naomi deborah denise".split()
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
    "jose luis pedro nicolas jair gustavo javier daniel peter martin frank stephen jack "
    "andrzej piotr krzysztof tomasz marek janusz jaroslaw lech mateusz wojciech pawel jiri vaclav "
    "milos zdenek tibor gabor istvan laszlo zoltan ferenc sandor janos peter viktor klaus ion "
    "mihai gheorghe traian radu nicolae stefan georgi bojko boyko rumen ivo zoran goran dragan "
    "slobodan milan milorad aleksandar nebojsa radovan ratko mladen stjepan ante franjo edin bakir "
    "haris albin hashim ramush xhelal ilir edi sali nikos kostas giorgos stavros dimitris "
    "alexis kyriakos yannis mehmet mustafa ahmet hakan hulusi yasar suleyman binali devlet "
    "giorgi irakli bidzina davit zurab levan mikheil nikola armen arayik vahagn hrant serzh "
    "vardan tigran ruben suren eldar elchin rashad farid anar vugar hikmet kanat almazbek sadyr "
    "azamat askar bakyt nursultan kassym-jomart shavkat rustam farrukh sherali bobojon zafar "
    "hamid ashraf abdullah zabihullah sirajuddin haibatullah gulbuddin rahimullah amrullah najib "
    "imran nawaz shehbaz asim bilawal asif qamar pervez zulfikar narendra amit rajnath vikram "
    "subrahmanyam anil sanjay rahul manoj rajesh ram krishna raj sunil mahinda gotabaya ranil "
    "anura basil qasim haider nouri muqtada barham masoud nechirvan mazloum bashar walid faisal "
    "saad nabih samir michel hassan naim riad ziad fouad ismail khaled yahya abdel abdelfattah "
    "hemedti malik salva riek taban hailemariam abiy getachew debretsion tadesse isaias yemane "
    "workneh demeke william uhuru raila moses yoweri paul felix joseph olivier patrick vital "
    "evariste pierre-celestin jean-bosco jean-pierre jean-claude denis idriss mahamat moussa "
    "ibrahim ibrahima assimi abdoulaye seydou mamadou mahamadou ousmane modibo choguel amadou "
    "boubacar alassane blaise roch macky bassirou goodluck muhammadu bola yemi atiku babagana "
    "samuel emeka chukwuma kwame nana cyril jacob julius robert emmerson joao filipe mario armando "
    "paulo antonio fernando miguel jorge hugo nestor evo rafael lenin guillermo felipe andres "
    "ivan alvaro alberto mauricio diego jairo hernan octavio ernesto ricardo raul fidel daniel "
    "nayib alejandro manuel enrique cesar oscar ramon pablo rodrigo sergio hector ruben leroy "
    "hun prayut anutin srettha chulalongkorn boonsin somsak thongloun phankham min zaw soe ko "
    "khin nguyen tran pham phuc trong lam van sein win kyaw myint ferdinand rodrigo jay joko "
    "prabowo luhut anwar mahathir najib hishammuddin ahn jae-in suk-yeol myung-bak jong-un jong-il "
    "yong-hyun shinzo fumio shigeru taro yoshihide minoru nakatani tsai lai chiang wei jun feng "
    "ming jianguo wenbo guangzhou lars anders magnus jonas par pal mikael sauli petri esa timo "
    "jukka antti ulf carl johan erik nils bjorn arne trond espen haakon soren mogens troels "
    "gitanas arvydas linas valdis artis krisjanis edgars andris kristjan urmas juri taavi hanno "
    "hans karl helmut wolfgang horst markus stefan christian sebastien jean-yves jean-noel louis "
    "laurent nicolas thierry gerard alain philippe charles henri denys serhii rostyslav vadym "
    "yevhen kyrylo ruslan ihor taras bohdan maksym artem roman vitali denis gennady yevgeny "
    "vyacheslav leonid arkady ivo kenji hiroshi takeshi".split()
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
    "court coalition bloc federation centre center observatory delegation secretariat "
    "presidency".split()
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
    "nun refugee witness fighter diplomat insider academic lawyer smuggler broker rebel member relative successor predecessor organiser organizer farmer surgeon passenger commuter scholar engineer merchant vendor guard migrant".split()
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
