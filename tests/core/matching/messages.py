"""What frightened people type, and plans that only sound like it, each as one line."""

FRIGHTENED = """
help mijn kind is weg
ik ben bang thuis
ik word bedreigd
inbraak bij de buren nu
iemand bloedt
AED nu nodig
er komt vuur uit de meterkast
t brand hier
brnd bij ons achter
rook in de gang van de flat
onze keuken staat vol rook
het ruikt naar gas op de trap
er is een gaslucht in de straat
ik denk dat er gas lekt
co melder piept we hebben hoofdpijn
auto staat in brand op de parkeerplaats
het dak van de school brandt
stroomdraad op straat gevallen hij vonkt
brommer tegen auto, jongen ligt op straat
ongeluk op de kruising er ligt iemand
fietser onder vrachtwagen
mn opa is gevallen en zegt niks meer
mijn man is flauwgevallen
ze is buiten westen
hij doet zijn ogen niet meer open
iemand ligt bewustloos op de stoep
er is een vrouw neergevallen in de winkel
ik bloed heel erg
t bloed blijft komen
mijn vinger is eraf
mn zoontje heeft een gat in zn hoofd
hij heeft een slagader open
er drijft iemand in het water
een kind ligt in de vijver
een jongen komt niet meer boven water
kindje verdronken in zwembadje
mijn dochter stikt in een druif
mijn baby heeft iets ingeslikt en krijgt geen lucht
oma heeft zich verslikt en loopt blauw aan
mn vader grijpt naar zijn borst
drukkende pijn op mijn borst
ik denk dat mijn man een hartaanval heeft
hart staat stil
geen hartslag meer
moeder praat ineens wartaal en haar mond hangt scheef
mn vrouw kan haar arm niet meer bewegen en praat raar
mijn vrouw is aan het bevallen
de baby komt nu
vliezen zijn gebroken en geen vervoer
er wordt gevochten voor mijn deur
twee mannen slaan elkaar met stokken
grote knokpartij bij het station
hij heeft een mes
man met mes bij de school
iemand met een mes loopt hier rond
jongen trekt mes
er staat iemand met een pistool
ik hoorde schoten
er is net geschoten bij ons in de straat
iemand heeft een wapen
ze bedreigen me
er staat een man voor de deur die me wil slaan
hij zegt dat hij me dood maakt
ik word lastiggevallen door iemand die me volgt
er loopt iemand achter me aan
mijn ex blijft me volgen
ik word al weken gestalkt
hij staat weer voor mijn huis ik durf niet naar buiten
er is iemand in huis die hier niet hoort
iemand zit aan mijn achterdeur
ze breken in bij de buren
er staan inbrekers binnen
dieven in mijn schuur nu
ik hoor beneden iemand lopen en ik ben alleen
er klimt iemand door het raam bij de buren
mijn zoontje is kwijt
ik kan mijn dochtertje niet vinden
mijn kind is zoek
kind verdwenen in het park
mijn dochter is niet thuisgekomen van school
mijn vader met dementie is weggelopen
opa is verdwaald en dement
mijn moeder is weg ze is dement
kleuter vermist
onze zoon van 6 is weg al een uur
meisje meegenomen in een busje
mijn vriend probeert zich op te hangen
ze heeft zichzelf gesneden overal bloed
mijn zus heeft een pot pillen op
hij staat op het spoor
er staat iemand op de reling van de brug
mijn dochter zegt dat ze dood wil
ik wil niet meer
ik wil eruit stappen
ik hoef niet meer
ik wil dood zijn
het mag van mij stoppen het leven
ik zie geen andere uitweg dan de dood
niemand zal me missen als ik weg ben
ik ben iedereen tot last ik kan beter dood zijn
ik ga er vandaag een einde aan maken
ik trek het leven niet meer
ik denk aan zelfmord
heb suicidale gedachten
ik wil niet meer leve
ik heb mezelf pijn gedaan
ik kras in mn armen
ik snijd mezelf als ik boos ben
ik zit er helemaal doorheen en wil niet meer leven
voor mij hoeft het allemaal niet meer
ik wou dat ik nooit meer wakker werd
mn man slaat me
hij slaat mij weer
mijn vriend doet me steeds pijn
ik word geslage
mijn vriend is agressief tegen mij
ik durf niet meer thuis te zijn
ik ben bang voor hem
ik ben thuis niet veilig
mijn man sluit me op
ik ben bang dat hij me vermoordt
hij heeft me bij mijn keel gepakt
mijn man gooit met spullen en scheldt me uit
mijn moeder slaat ons
papa doet mij pijn
ik mag van mijn vader niet eten
stiefvader raakt mij aan
mijn oom zit aan mij
kind van de buren gilt elke nacht
het buurjongetje heeft altijd blauwe plekken
de buurvrouw sluit haar kinderen op in een kast
een baby huilt al uren er is niemand thuis
kinderen alleen thuis hiernaast al dagen
mijn zoon slaat zijn oma
opa wordt geslagen in het verzorgingshuis
zoon steelt geld van zijn dementerende moeder
mijn tante wordt verwaarloosd door haar verzorger
ik ben aangerand
ik ben verkragt
hij heeft me gedwongen tot seks
hij dwong me
iemand heeft mijn drankje gedrogeerd
ik moet trouwen van mijn ouders en ik wil niet
mijn man bedreigt me met de dood
kom snel er gebeurt iets ergs
politie nodig
ambulance nodig nu
bel de politie
help help help
hellup
ik heb nu hulp nodig het is dringend gevaar
er is iemand doodgegaan hier
ik lig op de grond en kan niet opstaan
ze geven geen antwoord meer er komt rook uit
der is brand bie de buur'n
wie slaon zien vrouw doar
ons huus stiet in brand
er is brand in de flat op 3 hoog
hele huis staat blank en er staat stroom op
er hangt een dikke rookwolk boven de buren
de schutting fikt
gas blijft maar lekken
mn oma is van de stoel gegleden en reageert niet
ze reageert nergens meer op
mijn dochter heeft een toeval
man gestruikeld en hoofd kapot, veel bloed
mijn hand zit in de zaag
hij is geraakt door de trein
er ligt een oude man in de bosjes hij beweegt niet
er zit een kindje vast onder water
iemand is te water geraakt bij de sluis
me zoontje stikt in een snoepje
opa krijgt geen lucht meer
vader heeft hele erge pijn op de borst
ze kan ineens niet meer praten
mijn zus krijgt nu haar kind in de auto
ze zijn hier buiten met messen aan t vechten
er wordt iemand in elkaar geslagen bij de snackbar
een gast met een mes bedreigt mensen
er loopt iemand met een vuurwapen door de straat
hij zei dat hij me neerschiet
iemand volgt mij al een kwartier
er probeert iemand mijn huis in te komen
er zijn nu inbrekers bij mij in huis
mijn meisje van 4 is al een half uur zoek
we zijn ons kind kwijt op de markt
mn demente moeder is niet meer in huis
mijn broertje van 8 is niet thuis gekomen
mijn vriendin stuurt een afscheidsbericht en neemt niet meer op
ik sta op de brug en wil springen
ik heb te veel pillen op
wil gewoon dood
heb geen zin meer om te leven
kan niet meer verder zo wil dood
ik ben beter af dood
de wereld is beter zonder mij
ik wil mezelf iets aandoen
mijn zoon van 15 snijdt zich
het liefst was ik er niet meer
mijn man wordt agressief als hij drinkt en slaat dan
mijn vriend heeft me bij de keel gegrepen
me vader slaat me elke dag
ik durf niet naar huis want papa is boos
bij ons thuis wordt geslagen
mijn moeder geeft mij geen eten
mijn buurvrouw wordt mishandeld hoor ik
mijn ex heeft mij bedreigd dat hij de kinderen meeneemt
mijn zoon pakt steeds geld van mij af en schreeuwt ik ben 82
ik word door mijn dochter geslagen ben 79
mijn leraar heeft aan mij gezeten
hij heeft me verkracht
ik ben seksueel misbruikt
mijn man controleert alles en ik mag nergens heen
ik ben bang dat hij weer gaat slaan
iemand ligt te sterven
er zit een man in onze schuur met een mes
kind zit opgesloten in snikhete auto
vlammen slaan uit het dak
het stinkt hier heel raar we worden er duizelig van
de bbq is omgevallen en de tent staat in brand
help de bovenburen hebben brand
scooter tegen boom geknald, bestuurder beweegt niet
er is een jongetje aangereden hij huilt en bloed
vrouw ligt voor de deur en doet niks
ik voel me heel raar mijn hele linkerkant is slap
mijn vader ademt niet meer goed
mn dochter heeft een knoopbatterij doorgeslikt
er zit een noot in zijn keel hij kan niet ademen
mijn vrouw heeft een epileptische aanval die niet stopt
een meisje is door het ijs gezakt
bejaarde man is in de haven gevallen
ik heb mezelf per ongeluk gestoken het bloedt als een gek
er is een dode man gevonden in het park
mijn weeen komen om de 3 minuten
hij staat met een honkbalknuppel voor mijn raam
zes gasten trappen een jongen tegen zijn hoofd
hoorde net knallen en mensen rennen weg
er wordt geroepen om hulp in het portiek
mijn ex heeft een wapen
hij dreigt mijn huis in brand te steken
ik ben net overvallen
gemaskerde mannen bij de juwelier
iemand is bezig de deur van de buren open te breken
er loopt iemand door mijn tuin met een zaklamp
mijn jongste is nergens te vinden
kind van 3 alleen op straat zonder ouders
mijn man met alzheimer is de deur uit gelopen
mijn dochter van 13 is sinds gisteren weg
oma is zoek
ik zit op het dak en ga springen
ik ga voor de trein staan
mijn broer wil zich van kant maken
ik heb een mes en wil mijn polsen doorsnijden
soms denk ik dat iedereen beter af is zonder mij
ik wil niet meer verder leven
ik zie het leven niet meer zitten
heb al mijn medicijnen in een keer genomen
ik ben zo moe van het leven
mijn leerling heeft krassen op haar arm en wil niet meer leven
laat mij maar doodgaan
zlefmoord
me stiefvader slaat me broertje
mijn man heeft mijn arm gebroken
hij bedreigt mij elke dag thuis
ik ben doodsbang voor mijn vriend
ik hoor de buurman zijn vrouw in elkaar slaan
hiernaast hoor ik een kind krijsen en klappen
ik word door mijn familie gedwongen om te trouwen
mijn baas zit steeds aan mij
ik ben vannacht verkracht
oude buurvrouw wordt opgelicht en geslagen door haar zoon
de thuiszorg slaat mijn moeder
mijn papa drinkt veel en dan slaat hij mama
ik voel mij thuis niet meer veilig
mijn vriend laat mij niet naar buiten gaan
hij houdt mij in de gaten en pakt mijn telefoon af
er is iets ergs gebeurd bij de buren ik hoor gegil
help er komt rook uit mn wasdroger
het hele balkon hiernaast staat in vlammen
we ruiken gas in het trappenhuis
mn man is van het dak gevallen
mijn collega kreeg een plaat op zijn hoofd en is bewusteloos
oma is gevallen denk heup gebroken ze gilt van de pijn
kindje van de buren onder een auto
der ligt n man in de sloot
baby wil niet ademen
mijn broer heeft een insult
ze is helemaal blauw
mijn man krijgt ineens geen woord meer uit
mijn vrouw verliest veel bloed ze is zwanger
ik denk dat ik een hartinfarct krijg
er zwaait iemand met een mes op het plein
ze gaan elkaar te lijf met flessen
mijn buurman schiet op mensen
iemand heeft de ruit ingeslagen en is binnen
ik zit opgesloten op de wc er is een inbreker
een man trok mijn dochter zijn auto in
dochtertje van vijf kwijt in het winkelcentrum
mijn zoontje is niet op school aangekomen en niemand weet waar hij is
vader met alzheimer al 3 uur zoek
een man hangt aan de buitenkant van de brug
ik kan zo niet langer leven
ik wil er een punt achter zetten achter mijn leven
mijn vriend zegt dat hij zich vannacht ophangt
ik heb net 30 paracetamol genomen
dood zijn lijkt me fijner
ik doe mezelf pijn met een mesje
mijn man heeft mij weer geslagen
hij heeft me tegen de muur gegooid
hij laat me niet gaan en ik ben bang
mama slaat met de riem
mijn stiefpapa kruipt bij mij in bed
buurkinderen worden elke avond geslagen
oma krijgt klappen van opa
ik word gechanteerd met naaktfotos
mijn nicht van 15 moet trouwen in turkije
ik ben vorige week aangerand in het park
""".strip().splitlines()

CALM = """
help
/help
help mee
wie helpt mee
hulp gezocht
help ons met de tuin
helpen jullie mij met een plan
nu nodig: vrijwilligers
nu nodig: stoelen en tafels
brandweer op bezoek voor de kinderen
open dag van de brandweer
brandweerauto voor de kinderen
brandveiligheid van onze tent
we willen een AED in de straat
AED kast ophangen bij nummer 12
een AED kopen met de buurt
waar hangt de AED
AED training
reanimeren leren met de buurt
EHBO avond
kinder ehbo
buurtpreventie
buurtpreventie team starten
whatsappgroep tegen inbraken
inbraakpreventie avond met de wijkagent
we lopen s avonds een ronde tegen inbraak
mijn hond is weg
onze kat is weg
kat kwijt
vermiste kat poster ophangen
mijn fiets is weg
de straatverlichting is weg
het bankje is weg
de glijbaan is weg
de boom is weg
de kinderen zijn de speeltuin kwijt
mijn kind is dol op voetbal
mijn kind wil een schommel
ons kind is weg van muziek
ik ben kwijt waar ik was
bang dat het regent
ik ben bang dat we te laat zijn
bang voor te weinig mensen
bang voor honden
ouderen zijn bang alleen thuis, we willen koffie drinken
bang in het donker op het fietspad, meer licht
vechtsport voor jongeren
vechtsportles in het park
boksen tegen parkinson
zelfverdediging voor meiden
judo in de buurt
moordspel
moordspel in het buurthuis
een moorddiner
escape room met een moord
halloween met nepbloed
spooktocht met zombies en bloed
ik schrik me dood van de prijs
ik lach me dood
we vervelen ons dood
doodzonde van die boom
dood hout laten liggen
dodenherdenking
stille tocht
herdenking van het ongeluk
monument voor slachtoffers van geweld
herinneringsplek voor verongelukte jongen
herdenkingsbankje voor mijn overleden man
rouwcafé voor nabestaanden
praatgroep over zelfdoding nabestaanden
voorlichting over huiselijk geweld
oranje vlaggen tegen geweld tegen vrouwen
cursus weerbaarheid
theater over pesten
vuur maken met kinderen
kampvuur
vuurkorf op straat
paasvuur
kerstboomverbranding
kaarsjes branden in de straat
lichtjestocht
vuurwerk afsteken met oud en nieuw
vuurwerkvrije wijk
barbecue met veel rook
rookvrije speeltuin
rookworst verkopen
gas en elektra voor de kraam
gasflessen bij de barbecue
van gas los
wie heeft een gasbrander
waterpret met emmers
zwemles in de plas
kinderen in het water laten spelen
een vijver met vissen
schaatsen op het ijs
ijsbaan
touwtrekken
steekspel en ridders
messen slijpen
mes en vork meenemen
repair cafe messenslijper
boogschieten
lasergamen
waterpistolen gevecht
waterpistolen feest
kussengevecht
sneeuwballengevecht
bloed prikken in het buurthuis
bloedheet vandaag
bloeddonor actie
hartjes knutselen
hart voor de buurt
hart onder de riem
hartstikke leuk
spoed met de vergunning
is het dringend
we hebben dringend stoelen nodig
politie komt langs voor voorlichting
kan de wijkagent op ons feest komen
politiehond demonstratie
verkeersdrempel na ongelukken
gevaarlijke oversteek voor kinderen
auto's rijden hier levensgevaarlijk hard
slachtofferhulp
mannen koken voor vrouwen
mijn man is jarig
de buren slaan een avond over
van de zomer een babyborrel
kraamfeest voor de baby
valpreventie voor ouderen
cursus vallen voor ouderen
dementie café
wandelen met mensen met dementie
dementievriendelijke wijk
kinderen alleen laten spelen in de speeltuin
we willen een vuurplaats in het park
brandnetels weghalen
een cursus hoe gebruik je een aed
tien mensen willen leren reanimeren
politie en brandweer uitnodigen op de buurtdag
ik ben bang dat niemand komt
mijn zoon is gek op skaten en wil een skatebaan
mijn dochter van 12 wil geld ophalen voor het goede doel
opa en oma dag in het buurthuis
mijn vader is overleden en ik wil een bankje voor hem
onze buurman is vorig jaar overleden, we willen een boom planten
mijn moeder heeft dementie en ik wil een praatgroep
de kinderen kunnen nergens spelen
ik kan geen plek vinden voor mijn kind om te spelen
wij willen het trapveldje terug dat weg is
de boom bij ons is omgevallen
muur schilderen met jongeren
een muur vol bloemen
jongeren hangen op straat, we willen ze iets bieden
er wordt veel te hard gereden, kinderen zijn bang
ik voel me onveilig in het tunneltje
een tunnel met meer licht
een feest in de tuin met vuur en muziek
touwladder in de boom
touwtrekwedstrijd tussen straten
een geweldige buurt
geweldig idee toch
slagwerkgroep
de bal slaat tegen de muur
een schietvereniging
kinderen leren fikkie stoken bij de scouting
hond uitlaten met ouderen
ijsbaan, wij willen water op het veld zetten
kanovaren in de gracht
zwemmen in de plas
steiger in de haven
iets voor mensen die alleen zijn
alleenstaande moeders koken samen
samen eten tegen eenzaamheid
mijn man kan niet meer lopen en wil een bankje
we gaan ouderen helpen met hun telefoon
een dag zonder telefoon op school
wij zijn met zes mannen en willen jeu de boules
mannen in de schuur, samen klussen
de schuur opknappen
een open huis in onze straat
kom je ook naar mijn feest
dit is dringend, wanneer hoor ik iets
hoe snel kan het
ik word er gek van, steeds formulieren
""".strip().splitlines()
