"""What is said in the demo's conversations about Tove, who does not exist. S1 is the social worker."""

FIRST = """
S1: Hej Sara, tack för att du kom. Vi har fått en anmälan från skolan, och jag vill höra hur du ser på det.
M1: Ja, alltså, jag förstår att de är oroliga. Det har varit rörigt hemma sedan i våras.
S1: Vill du berätta hur en vanlig morgon ser ut?
M1: Jag börjar sex på jobbet tre dagar i veckan, så då får Tove gå upp själv. Hon har en klocka.
M1: Hon brukar göra i ordning matsäcken åt lillebror också. Hon är nio, jag vet.
S1: Äter hon själv frukost?
M1: Nej, inte de dagarna tror jag. Hon säger att hon inte hinner.
S1: Dricker någon av er alkohol hemma?
M1: Nej, inte jag. Men Jonas dricker på helgerna, och då blir det bråk.
S1: Har han slagit dig eller barnen?
M1: Nej, han har aldrig slagit barnen. Han knuffade mig mot diskbänken i somras.
S1: Var Tove där då?
M1: Ja. Hon stod i dörren. Hon pratade inte på hela kvällen.
S1: Vem brukar hjälpa er när det är tungt?
M1: Min mamma bor två hus bort. Barnen springer dit varje dag efter skolan och äter mellanmål.
M1: Och läsa gör vi varenda kväll, det har jag aldrig hoppat över. Det är vår stund.
S1: Vad skulle du själv vilja ha hjälp med?
M1: Jag vill ha hjälp att byta schema så jag är hemma på morgnarna.
S1: Då gör vi så här: jag ringer din arbetsledare tillsammans med dig på torsdag.
M1: Jag ska prata med mamma i kväll om hon kan komma över de där morgnarna.
"""
SCHOOL = """
S1: Hej Karin. Sara har sagt att vi får prata med er. Hur ser du på Toves skolgång?
L1: Hon är en stjärna i matte, och hon räcker alltid upp handen.
L1: Men sedan i september har hon kommit sent nio gånger, och hon somnar på lektionerna.
S1: Har hon sagt något om varför?
L1: Hon sa att hon passar sin bror på morgonen. Mer än så ville hon inte säga.
S1: Hur har hon det med kompisarna?
L1: Hon leker med Elsa och Nour varje rast, de är tajta de tre.
L1: I fredags grät hon när hon skulle hem. Hon sa att hon inte ville vara hemma när Jonas är där.
S1: Tack för att du berättar det. Hur fungerar kontakten med hemmet?
L1: Sara svarar alltid, samma dag, och hon kom på utvecklingssamtalet.
L1: Jag skriver upp frånvaron och mejlar dig varje fredag.
"""
CHILD = """
S1: Hej Tove, vad fint att du ville prata med mig. Du får säga till om du vill sluta.
B1: Okej.
S1: Vad brukar du göra på morgonen?
B1: Jag väcker Leo och gör mackor åt honom. Han vill ha leverpastej på alla.
S1: Äter du också?
B1: Ibland. Det blir så bråttom.
S1: Hur är det hemma på helgerna?
B1: Det är bra när mamma är själv. När Jonas dricker öl går jag och Leo upp på mitt rum och stänger.
B1: Jag sätter på musik så han inte ska höra när de skriker.
S1: Finns det någon du kan gå till då?
B1: Mormor. Jag har en egen nyckel dit.
S1: Om du fick bestämma, hur skulle det vara?
B1: Jag vill att Jonas inte ska sova hos oss. Och jag vill slippa passa Leo på morgonen.
B1: Och jag vill fortsätta på simningen.
S1: Får jag berätta det här för mamma?
B1: Ja, men du kan säga det.
"""
FOLLOW_UP = """
S1: Hej Sara. Hur har det gått sedan sist?
M1: Jag fick nytt schema från den första. Nu börjar jag halv nio, så jag är hemma på morgnarna.
S1: Vad bra. Hur märks det på Tove?
M1: Hon äter frukost varje dag nu, och hon sover till sju.
S1: Och Jonas?
M1: Han flyttade till sin bror för två veckor sedan. Vi ses inte när barnen är hemma.
S1: Har det hänt något mer sedan vi sågs?
M1: Nej. Han ringde en gång och var full, och då la jag på.
S1: Tove vill gärna fortsätta på simningen.
M1: Ja, men jag har inte råd med avgiften den här terminen. Hyran tar nästan allt.
S1: Då skickar jag ansökan om fritidspengen till dig i morgon.
M1: Jag vill att någon pratar med Tove om det hon har sett. Hon behöver få prata med någon annan än mig.
S1: Jag bokar en tid hos Trappan till er den 15 december.
M1: Bra. Jag lämnar papperen från jobbet till dig på måndag.
"""
LIVE = """
S1: Hej Sara. Vi ses ju för att följa upp det vi kom överens om.
M1: Ja, det har gått bra faktiskt. Tove har varit i skolan i tid varje dag i tre veckor.
S1: Vad roligt. Hur sover hon?
M1: Hon sover hela nätterna nu, och hon har börjat ta hem kompisar igen.
S1: Är det något som oroar dig?
M1: Jonas stod utanför skolan i tisdags. Hon blev jätterädd och sprang till mormor.
S1: Har han hotat er?
M1: Han skrev i ett sms att jag ska få ångra mig.
S1: Bra att du säger det. Vi pratar om en polisanmälan och om skydd.
M1: Jag vill göra en anmälan, men jag vill inte gå dit själv.
S1: Jag följer med dig till polisen i morgon klockan tio.
M1: Tack. Och jag ska prata med rektorn om vem som får hämta Tove.
"""
