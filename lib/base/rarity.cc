#include "base/rarity.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace telltale::internal {
namespace {

// Four letters or hyphens that occur at least so often in a MB (the last two lists: about so often, from 12 to 25 and
// from 6 to 12), one after the other without a separator.
struct GramList {
  int per_megabyte;
  std::string_view grams;
};
using GramLists = std::array<GramList, 8>;

// Of loghub-2k.
constexpr GramLists kGramLists = {{
    {800, "acheblocdataerveinfolocknodenovaorkerkerservstattionwork"},
    {400,
     "-adm-sa-a-saabszackaactiadmiadooageranagapacapplatioatoratusauthbaedbirdbytecatocdbaceivchrockagclie"
     "combcompconncorectiocuhkcutod-addbaedmindoopeceiectiecuteiveerenerneerroexecfadbfailfromhadohttpicat"
     "ientinitinteird-ivedkagekernlabslienlocamanamputmsranagenamendernectnnecnotinstanteromboompuonneova-"
     "pachpackproxputera-srd-areadrecereq-rnelroxyrrorrversendsra-sshdstanstemstepsysttasktatetatutbirtemp"
     "timetinguserutorwarnxecuysteytes"},
    {200,
     "-api-coma-apa-coableackeaddraileailuainealidalloalsealviamesanceangeanodappsapreaseratanatasateaatin"
     "attecachcalvcatichanchedchilcketcloscnxmcommcondcontctivcurrcvwodatederbdetaduceduledworeaseeconecvw"
     "educemptendwenerenewentieraterruerviespoessiestaesysetadetaietimetreeuidevenewerfalsfetifilefounftpd"
     "gnamhanghenthildhosthreahromhrouhundicabifetiledilurindoinstinvaisititoriverizedkereketrleaslicalife"
     "lloclognloselurelvismaprmcnxmesymetandlendowndwoneraneweningnticnvalnxmaocalocatode-ognaondeondsonta"
     "openormaorumotaloticoughoundourcpdatplicpondportpplepplipredquorratiraturecvredurenerentrenvrespress"
     "retrrhosrmcoromerootrougrrenrruprumcrunnruptrusesecosentseresesssionsitosoursponssiostacstorswitsync"
     "tacktailtanctanoterrthenthrethrothunticaticetor-totatresttemttpstureumcnundeunixuoruupdaurceurreuthe"
     "va-ava-cvaliventversvicevisivworwindwithwsgixman"},
    {100,
     "-add-proabilacboadcaaddeagenailsalcualdealizaloraltiandlandranglanifanswarniaskaasouasswataxatedattr"
     "atumaturaxceaytobasebiliblesboarbookbootbounbroabutecabicablcalccallcalocastcbooceptcesschecckedckma"
     "confcreectedculadaytdcasddedddredeledestdetedevsdingdiscdispdlerdowsdresdrivdroidstaeageeauteboaect-"
     "ecteeletemorempeenstentseporeptieq-aequeeralerbiercoermaermierseertiesuletecetryettoetwoevssexceexte"
     "extsfestfinifsnafullganggenegentgersgigegliagmetgreshandhcacheckhonehormhreshronialiibutifesightiles"
     "ilitilstimagimplinerinisirediscoisteitchitemithcitiaitinitudivitk-prkattkerslatelculldetlestletelia-"
     "linklistlitylizelorilsteltitmacbmagemanimcommconmemomentmmunmodemodumorympermplemuninchrndronessnest"
     "netwnextnglinicanifenishnitinizenninnswentaintenntpdntstoadcoardocesockeockmodayodevodulogreok-pommu"
     "omplonesonizook-operoragoreboredorieosapowerowsupassperapertphonpletpowepreaprocprogpropptioputipyth"
     "quesrabiragerallrbirrconreaureborectreenreporequresuriburiesringrivermacrmanrninroadrocerogrroidroll"
     "roniroperserrtiervicsagesapisbarsbinsconscorscresignsizeskatslotsnamsputsrabsswostagstarstenstrasult"
     "supdswerswortagetaintaldtandtarttasotaxcteagtecttendtenetenttepstercthcathonthortialtiestilstitutivi"
     "todatoratoretrattribtruetsdmtstattodttpdttritudetusbtworuestulatunicunniusbauthoutilvingvirtvityvssh"
     "waitwakewermwitcwordwsupxceixcepxtenxtsdynchythoytot"},
    {50,
     "-nb--nc--nd-ackbackvactoaddcaddsagecageeaitialalalcaaligallyambiandsaptuarptarseasetassiatalatchatec"
     "autoavinaypobackbdirbienbrigbrokbvircaptcentcherckbockenckvicloucluscoarcogncouncritcrosctinctord-sm"
     "dbloddstdeardewidexedfscdockdomadropdsetdstedstoeadyealteaviecacecalecogedbledexedsteduleenseextegra"
     "eivielememenemuienabendeepcherfierimerlaervaessaessoestieswietedetineverewitexpeexpifacefactfatafica"
     "fsclfsdagecageexgettghtngnedgnizgnmegooggraihdfsheduhileholdhonrhorthtneibilibviicalicroidseieswific"
     "igneignmimatimesimitimuminatinedinkeinpuionsioseisheisibispliticitioitymiviniviskboukedskeepkendkerr"
     "kingkmankmapknowkvislaltlayplcalleavleeplemelesyletilibvlicylidslignlimillerllscloudlscrlustmainmary"
     "maskmaximbiemessmicrminammarmptlnablnatinb-cncesnd-cndedndstnedenerinfigngedniosnkernknonmapnmennner"
     "nonmnormnownnputnrecnrunntronulloarsogleogniokenolicolleomaionexonfionmaonruonstontrooglorbaorreortl"
     "osecosedoserotifountoutpoverpartpchapectpeerpingpireplaypolippinptedptinptlipturq-adqueuractrainrans"
     "raryrbacrd-srecarecoredbremoresorfacrfilrighrimpritirmalrminrokerosersegrtlyrvalschesclisdatsegrseri"
     "settshedshorsibisingsleeslowsoftspensplassagssigstersubdsummsweetacttalatalctasetcomtealtecatemutepc"
     "terftermtervtestthistifitivetlistnestorbtorytputtrantrietroltymatypeubdiudewueueuiviullsummaundsunkn"
     "unneunreupteuptiuredusteutpuvaluvercweepwercwhilwillxpecxpirymanypow"},
    {25,
     "-na--ne--nf--staabliaccoacksacteadatadinadroafaraiduailaaimsairpaitmakefalgoallealrealuaanimanneanua"
     "appiapsfaracargearinart-artiasksastaasumasynatebaticaudiaultauncavaiawdlaximaxrebaidblisboltboosbrcm"
     "canccanncateccesccficcoucdisceslcfilcharciodckerckinckscclaicnxncodecorrcripcrolcterdeendefadevidiff"
     "diskdlebdmapdoesdoubdowmdrepdroodsledvaleadieadrebloebroecapeckiedmaedsleenaeepeeeptefauefulegiselec"
     "elocelogemanemovempoenceenedentteoutepererauerboercnercxerfaeridernaeshoesloesolesouesseessfesshestr"
     "etlietrietsyevalevicewvafarifaulfbb-fffffigufixeflagfloaformforrfourfreefulngetrghtsgistgnorgorigram"
     "hannharahariheadhfixhidehowehtsoibleidenifieignoigurilabilliinetinprippiiptiirpoisecispaissiithfithm"
     "itmoitteivatixedkefukscrksumlabllagslaimlalglatilaunldvalebrlectlgorlighlineliselishllalllislnesload"
     "loatlogrlogslonglowslrealuatmandmanumappmapsmatematimaxrmcoumdnsmillmissmitimittmmanmmitmovempeempor"
     "mptimuivmumcmyidna-cnc-cncdincelncennchendinndrene-cnerlnewsnewvnf-cniffnimannelnnotnorinpronsitnstr"
     "ntacntwinualoatiodeeodesograointokeeoldvollaolveomaxommaommiondionteookeoostootcopboorarorecoresorin"
     "oritorteortrorysosofostiotcooublouldowevowmaowstparkpatcpathpboxpendpenepenspentperspoinporaprespriv"
     "psfoptimptomquirrackramerandraterautrbolrcnxrcxnrealreamreasregirelereloreshrevergetriedrinfriptrith"
     "rityrivarlaprnalroomropbrosorporrrecrredrtedrtitrtrerumprvedryinrystryupsafascriscroserasertsetlsets"
     "sforshansharsholshousiblsitiskipsocksolvsparspatspecsshassinssorstabstimstinstrestrosuccsurfsusptabl"
     "tadatargtatitchetebltedmtencterntherthfiticktimatinptititligtmodtoldtomatooktopptprotractreatrectroy"
     "tryitryutsontsysttertwituasuuateubleucceucesulerulneumcoumpeunchuntwuptouptsurelurfauseduspevailvate"
     "vcorvcpuverlviewwevewksuwmanwstawvalxedsximuxretyingyncdystoyuptzook"},
    {17,
     "-dat-ext-hum-ide-outa-daaadmacceacemacpiacquaddiaderadslagedagetailyairbak-iakecakelalerallbalthalue"
     "ameramewamilaminandbanelannoansianslanspaodiapppareaareuariaarnearteasonasseatelatesausebconbearbefo"
     "bilebkitble-bledbluebrarbreabridbundcamicauscceeccioceedcemachatchemchincificiorckloclascleaclipclud"
     "cococonscordcorpcoulcovecpuscquicreacroncttocuricustcyclcyrud-pgdactdaildaoddboxddinddride-ddentdeny"
     "deredescdesedhcpdhiddictdimmdiomdiredisaditidlabdlpednsrdnssdotrdowndrindsl-dtlbdurie-hueadeeak-eani"
     "earnearseasoeasteatiebcoebkiecamecenechaecifecliecorectoecttecurecycedacedededhiedimeedeeedseermefor"
     "eintelayeleaelinelviemaiemwaenamendaendiengiensient-entbepreeq-beq-ceq-deq-eeq-fequieracerederfoerha"
     "erinerndersiescresenesofessbessuesumet-ieta-etacetchethoethuetioetruettietypeupdewineworexclexitfami"
     "farefastfecdfecyfetcfiedfierforeframftwagappgestgetagetyggesginegithglesgnalgrunguragurehcpdhealhema"
     "hexchinehisyhoulhummiabliateibraicesicloiconidesidgeidotifecignaileoileqimeoimmeindeindiingaingeioma"
     "iondioneioniionmiontioreiptoirbeirecirinisabisovisyniteditheithuitivitynjsonk-ink-oukecakelokippkloc"
     "kloglasslastlayelbacldblle-hleadlearlecaleouleqqlertlesolethlibrlinglippllballedlnotlogilogylowvlpee"
     "ludelviemailmedameoumer-methmewomilyminimmedmmermobimoremustmwaknc-indbondexnditndtlneinnelvnerhnet-"
     "netanetdnexpngapngernginninenmannoupnsernslansponsrenssdntbrntifntsbnttioadiobilocklocksocoaodaoodic"
     "oftwoginogouogruologomanomerompoonedoneionenonidonreonseopoloppaoppeorepork-orksortmossiotatotheotra"
     "ouchoud-oudloupdoutbouteovewowseowvmoysupaddpanepawnpecipeedperfpjheplecplugpoloposspostppadppedppor"
     "ppprppropreppreqptorputcquerrbearcesreakreatredsremaresereuprforrhanriabridgrk-orlaurmatrndtrnerrnet"
     "rondropprorsrotaroutrowsroysrsiorterrtmgructrvinsablsandsavesboosbriscanscovsecusenssfulslatsogosout"
     "sovespawspeesporsresssbosserssesssfussibssoussurstiostomstopstrustubsuggsumesuppsuret-idta-dtacctadd"
     "talltboutbrotclotcontecltedhteditelitelotemwterstforthexthodthubticstifytimptivatmgrtometooltopotorr"
     "tosetouctructruntsbrtstuttasttimttinttopttostwartynouctiud-pudedudioudlaueryuggeuireuldbuledullyumme"
     "undlunexuninuntsuppouraturinuritusinustoutahutboutcoutinvariverfvewiwarewdlpwebcwebkwechxcluxinexter"
     "xxxxyarnychaycleynouyodayrusysur"},
    {8,
     "-air-bdc-cbf-cci-chn-dev-eec-eve-fff-map-rac-ser-sfhabccabesabnoachiackractsae-bafebagemagesailiains"
     "aintakeeal-ealaralenalivallsalytaml-anadanalandtanupapngappeaptiaramarcharitarkharlyartbartuashrasin"
     "askiasteastlateiatfoaughavedavtrawniayerayoubadmbb-bbcccbdccbeatbellbernbestbglcbiddbindbjecbnorboss"
     "boxdbrowbssibuilbuttcadfcadmcalecapncardcaugcccecce-ccepcconcdscce-mcelecellcelncesacfbfcfstchaichn-"
     "chteck-dckrecliccollcopycporcrascsencserctabctlpd-eedadmdautdcc-ddendealdeffdeladencdenidfcfdfradlei"
     "dmaidoprdouddowidowldpacdpmgdreddschdtxtdutie-bfe-maeadmealleameeanuearteasiecddectaeculedeledfcedfr"
     "ediaedreeduteepaeeveeffeefixegoteideeimaeixieledelnoelpeemedemonemotendmendoendpenieenotentaentcentd"
     "enteenthentrepaleplaepteeptker-eercaerceercherelereverloernserolerprerreerrnersoerthertsesagesereset"
     "esstesteestoestpetawetcletooettaetupeuedevioexpaexprextreycheygufcfbfebrfectffddffecfffdfflifidefigp"
     "flinflusfmfdforbforkforofstafstrfuncgategedfgemegetigindglctglobgoodgotigoucgplagrotgstagtooguargurl"
     "hainhardharehashhearhedehelphereherihermhfaihibehichhihehinghisthityhn-shodshomehrephtelhtmlhypeiber"
     "ice-ickeicseidatiddeideoidopidouieceifstigatigpliheailinily-in-ainacincaingdingiinglingminguinininne"
     "inseinvoinyiiokiionciothiousisoristoistritpritycitypivacixinjavajectjourk-dekanakcfskeevkeyckeygkhad"
     "kresksosksoul-chl-evl-sflacelarmlatflautlayolayslctlleanlegaleidlendler-licklidalindlivellinllowloba"
     "looklpavlperlt-rlthdltinltnhltswluesluetlugilumelushlvedlverlytimachmallmastmatomcelmedimeremerrmest"
     "mingmitemitpml-smmcsmonimotemounmovamovimponmptomwown-adn-stnactnadonal-nallnalynatenavancalncconchd"
     "nctindarndefndiandmandorndpandtxnegonentnercnersnetcnfacnfidnfornglengurnhitniednintnitonlimnotenplu"
     "nstont-cntconthantitntrantrenttanvoknxnfnyinobalobjeock-offlogroogs-ohidoimaokitoltnoltsolumomsdonge"
     "onitoopmooproothopmaoprdoproopspoptiorbiordooremorfaorkaorkdormwortbos-sothuotiaoucloudpournovabovin"
     "owenowinowloowsioxydpagepalipandparaparipasmpavtpcappcsepecupermpervphyspiecpinypiriplacplatplitpmap"
     "pmgrponeposippsuprddprefprerprevprinprotpspopsugptivptkepwinr-exracerankrashratorbidrcalrceprchardom"
     "refireforelaremereprrerorevirfairintriterkanrkeyrkharlocrmisrmwornatrnstrordrorfrotorprirrnortbertbr"
     "rtinrtuprulerviss-sesactsafesengsercserrsetasetusfetsfh-sgtoshadshresl-cslocslogsohusospsounspasspli"
     "spotssedssidssprssthstalstamstapstedsthrstlestprstristrysuchswapsympsyslt-ratamptapptatstawdtbeatbrc"
     "tcliteanteimter-teretextthanthfatiattic-timititytkeytleatloctlpatnhitohitoketomstoottopatopstraitras"
     "treltrintstotswittedttonttypturntusetychuabeuarduchtucloudpmuetoughtuginuilduiriult-ultiultsumedumes"
     "unavunctunliunpluresurnauthfutohuttovablvacyvendver-vereveriveryvidevigaviouvisovokevoluvtrawanaweix"
     "wenawerewerswhenwhicwifiwinnwlocwninwowewritwserwsinwwenxceexitexnfaxpanxpcsxprextraxydbydstyguaympt"
     "ynccyoutyperysloysouytic"},
}};

// Of clusters.
constexpr GramLists kClusterLists = {{
    {800,
     "-seraileaineatusauthbeleckercontctordockectoeletequeerviestievelevenfailhttpiledinerinfokubelectleve"
     "llerloginamentaintroockeoginolleontaontrprobquesrequroberollrvicservstatstidsynctaintatutiontroltype"
     "ubeluestuserventvice"},
    {400,
     "-sysacheafanageramesanagargoatedatioattlaultbackbe-sberncachcaticattcertcesscileclusconccretdebue-"
     "syebugeconecreefleefreent-erneerroerveespaetesetrifanaflecfresfromgraficatics-"
     "itemlogylooplustmanamespmetrnagencilnetenodeoberode-"
     "ologonciopolordepacepolopushrafarderreadrecoreflrefrreshricsrnetrrorrvers-"
     "sesecrspacstarstemstersysttartter-timetle-topotricttleube-uberustewithyste"},
    {200,
     "-age-clu-ljj-pro-syn-tlsaceiadinagecagenailuallealsealthana-applarbaarboarteartiatchattebagebatcbe-"
     "pberebetybf-sbillcallcateccesceidchescingcliecloacloocodecollcompconfcorecs-sdatedersdineduide-"
     "preadiealteaseecolednsegisemovempter-aer-sereserseerstert-eshiespoessiestaesteesuletypeyclfalsfdd-fi"
     "caflaggarbgecogentggergistgocdgresgymaharbhealhershingientificileiilliilurinesingrippiistekerskeycki"
     "pplatele-cle-sleasleidlicalienlingllecllinloaklogglthzlumeluremovencinnclonersnessnfigngrenovant-gob"
     "etocesoduioggeogymolumonfionseoolsopuloredorgiorkeoutpovecoverpdatpingplegplicpodupopupostppinpplipr"
     "ocpular-agr-seraceratirbagrborrednregiremorespressresurgidrgocrkerrocerserrstart-"
     "srtedrtinscodshershinshopsingsionskipsponssinstedsuccsultt-got-"
     "sytcontemptifitingtooltputtracttemtuscucceulatupdauscousheutpuvaulvecover-versvoluworkycloymanync-"
     "ynciyncl"},
    {100,
     "-api-con-flf-gra-man-off-reg-us-aaafableack-ackoalueanceapi-artcashlatesaymebaedbcdbbor-"
     "builcaebcdbacdbececacentcgrock-ockofcrasd-grd-ljdatadbaedd-ldefader-detadev-dns-doese-cleadyecaeed-"
     "gefauentoer-reratergeerlaers-ersiertietaietwoev-uexpifadbfaulfileflfvgrouh-sehloohop-"
     "hostilerimaging-instinveion-iquejjwkk-ofkofflagslfvmlineljjwlogslugimagementmergmounmponmputn-"
     "senentnetwniqunotinstant-sntornvenoak-ompoompuon-sonenoopbopbaoperory-osteotifountova-"
     "paympbacperaplugpodsponeponsputequerr-rerashreq-restrgedrgo-rlayrouprsiort-mrtcortifry-sser-"
     "shlossiot-mat-setabltailted-th-storytworueryuginuildult-uniquth-v-usvaluverlweb-xpiry-seymen"},
    {50,
     "-cen-com-dep-dev-job-toka-apa-coabeladeraintasonatorchecchedchercienconncreactiocycldeledepldevie-"
     "deeadeeasoectiecycelctelecelixemorenamentientreploer-cer-termiesouesqlessaest-"
     "evicevokexecexisfecyfelifficficifig-founger-ginsgke-"
     "grepheckicieifecifieiggeimesinsuinteintoipveiratissiitorjectjob-ke-dken-kernlabeletelifelocalockmain"
     "memomessmethmissmoryningnscdnsufntimntraocalokedokenometopenosapostgoundourcpathpermpiraployportprin"
     "pverquenrageral-reasreatresoresqrevoriggrintrityrke-rmisrnelrunts-"
     "cesagesapiselcsourssagstanstgrstorsufftanctesttgreticatoketraltrigtrueuenauffiumesuntiuntsurceus-"
     "cutorva-avokewsgixistycle"},
    {25,
     "-----add-aut-bur-eu--har-mai-nod-plu-sep-sho-svc-tri-vol-web-wesa-tlacd-acesacinactiadatadedain-"
     "ainnak-taleralidalizalrealvianchandlangeanneapacapisargeb-aab-deb-tlbeenbjecburscalvcapacceeceedchai"
     "chancintcityckinclaicleecommcondconscounctedcutodentderedescdingdkitdlifdrivduleduple-joe-see-"
     "sveasteateeb-techoeckoecksecteecutedededuleedeeeveeferenceencyenerentseoutepodeporer-"
     "berdiereneriees-tess-etadetarethieu-wev-eeverexpefcc-ferefiedfigmformg-grg-tlg-vogeckgel-"
     "geneginnginxgmapgo-tgooghainhandhangheduhentherei-tlialiideniderier-ig-"
     "vigmaildeildkiletillaimeoimitin-ninitinnainseiolaioneionsiredisitissuistiistsitiaiverizedjsonk-tlke-"
     "jki-dkinglaimlderldkileadleevler-leraletalimilizelledloadlokiloy-loyelrealt-"
     "tlueslvismacimatcmeoumetamozimplemptimustn-dena-tnchendlenearnectneranerdnexeng-gng-"
     "tngesnginnitinnamnnecnnelnninnnotnotensernstrntaxntelntennternticntosntvonullo-tloadeob-"
     "dobjeodliogleoki-olatonexonneonstonteooglop-toptior-toragormaorteotheouteovidoy-joyerozilp-"
     "tlparspatcpectpenspi-tpkeypodlppleprodprovproxptinpullqueuquirr-bur-cor-tlr-"
     "torainrancrateratoreferelerencreporgetrierringriverootroutrovirs-trunnrusts-tls-trscheselesep-"
     "seraserssertsesssitosizesomespecstacstopstrastrisvc-swarsyntt-"
     "tltachtacktadatargtasktatetchetencterstes-thentherthinthorthretialtor-toratoshtraitreatrusttp-"
     "ttpstvolu-weueriuinguireulerumouuntvupliurstutheuthov-euva-"
     "cvaliverivictvideviolvirtvisiwarewarmwarnwatcwestwherxecuy-joyer-yntazill"},
    {17,
     "--co--re-aac-arg-bil-cai-cer-cni-cor-dir-eas-exe-fil-fla-ing-iss-key-log-met-net-nio-ope-ord-pat-"
     "que-ref-rke-sbd-sec-vaua-seaacdabszacboaccoacitackeacquacthactoaddoaddrade-admiadooafarafc-"
     "agepagesailsaimsainjajoralloalstametamplandbannoappearamard-areuarniarsiast-"
     "atenatinattaattraudiautobasebcedbdecbdevbe-abe-"
     "fbelsbepoberubkitblocbookbutebytecaincalecalicalscanncbooccoucd-"
     "fcdheceivceptcevechinchrocifickencketclascloscloucnamcombcpuscquicredcthlctivctlocuricurrd-"
     "redboxdccdddacddonddrede-adecddeprdieddifidirediskdit-dlerdmindomadon-doopdowndresductduradvole-age-"
     "ape-coe-fle-ise-noe-que-toebkiecatecdheceiecifect-ecuredenedisedvoeebdefoxeiveel-"
     "semeremplenabenshenstentaeperepheepreer-derageralerederelerideriferioeriternaertseruneschesnoesofeso"
     "lessfetchetedeteretmaetupeuineupdexamexceexitextefacefactfarifbeffetcfielfigufillfiltfinifireflanfol"
     "lforwfreeftwafulffullfycog-plgategepogestgetmgettgingglesgrungurehadohardheadhedvhemehg-"
     "phgruhifthilehlkuhormhreahromhtmli-deialsibuticemicesictlictoieldieveifacifycigurilleilteimisin-"
     "dinatindeingeinisinjeinnoinodinorintsinuxinvainx-ioriirecirefisheistrit-iiteditioivedizatk-plk-"
     "prkeepkendker-kplukreal-sblabslannlassle-nle-tlertlesolfillicylikelinulistlivelkubllocllowloseloudlo"
     "wilstolterltevmacbmajomatimeramestmeteminaminiminomistmmitmodemodimplamptyna-"
     "snablnatindbondexneednel-nerinfornininio-njecnonenotrns-anshint-vntiantitnvalnx-"
     "iocatockiocksodesodifoducoesnofiloftwointok-policolloomaiomboommiompaomplon-dondsook-oppeoritork-"
     "orkporkrorwaoscaosedositost-otalotexotreouldoupsoutiovedowinoxy-p-nipachpacipackpageparapeciperfperi"
     "persphempireplanplatpleapletplogpoinpolipoolposippedpperpplyprecprioprofpromprotptimptior-"
     "carameransrattrcevrd-rrdiere-ire-"
     "qreamrecarecerectrederedireforentreseretrreupriburievrifyriodriorriterk-"
     "prkplrkrermacrmatrminrnalrninrodurofiromeroxyrrenrsinrst-rterrulerwars-ads-aus-cos-"
     "easafasandsbdescalscrisecosecusetusevesfulshedshifshousignsitisnotsocksoftsolvss-"
     "cssfusshdssuessuist-ast-pstamsticstresuedsuint-agt-idt-pat-"
     "vxtagetamptemdtenttermternterrtevitexitextthisthlktifytimitinetitytivetloctmantopptoretosctotatp-ntp"
     "lotrantribtrietrinttactterttplttrituretwarubedubepuditueuiulfiulliullyulteuninunixunniuratureduritur"
     "reus-euseduterutesutilutinutosverbvingwaitwardwebkwhilwingwordwritx-inxampxec-"
     "xpecxxxxyconyouryteszatizvkm"},
    {8,
     "--au--cg--cl--ev--lo--ma--st-bac-bin-bui-cac-cat-cgr-cre-dat-doc-dri-eph-eve-exp-fjl-gke-hg--hos-"
     "htt-ids-ima-kub-max-ngi-per-pod-poo-res-roo-run-ssl-staa-"
     "praadeabasacceacctacenacerachiackaacteaemoafteage-ailaailiairpaitialanalcuali-"
     "alicallbaplaapreapshaptuaracarchardoardwarptarseashdasinasksasswasteasynatabatalatapate-"
     "ateaatecatelaturauncauseavaib-fjb-ljb-zjbalabconbestbfebbhoobledblesblisblkibodyboldbootbridbro-"
     "bundbvircalccandcaptcataccepcdsaceaccemacemicenacephcerecfdfcharchemckagcksicleacni-"
     "copecordcortcovecpuacripcroscs-"
     "acterculadaemdafadatidestdetedhatdiscdispdistdlepdmitdocsdowsdpoiducedware-cae-cre-ine-mee-nee-"
     "opeaccead-eageeardearseatieatueautebdaebhoecapecdsecnaecoredhaeduceepeeffoefroegategexeleaelloemajem"
     "eneminemonemoten-men-xend-endeendiendoengieninentcenteenvienvvepatepineptieq-aeq-beq-ceq-deq-"
     "eequier-eer-per-werceercoeregerfaerimerinermaerpoerreertmervoescresereshoespeessoesstestrestset-ceta"
     "cetecetheethoetlbetnsetteettieturevalewebewerexpoeystfdaffeatffedfferfforfirsfjlnfortfronfstyfterg-"
     "figatigetlggingin-ginegithgracgrapgurahannharahashhasihdothelpheushg-"
     "nhichhighhineholdhookhorihoulhrephreshugei-aui-bii-pribraibviicaliceaickeictiidgeig-fightiginignoila"
     "bilesilinimenimerimplindoingsinotinpuinspinutionaioniiontioseiptaiptiironirstiscoisdiisorispaite-"
     "ithuitinitteivatjavajjfskagekdirke-cke-ike-mke-"
     "nketskeyskhtmknowksizlabllanclanelashlastlaunlbaclcullearleinlepilet-"
     "lewelibrlibvlicelicolishljjflkiollbalog-loymlt-hlthrluefmachmappmaprmastmax-"
     "maxtmbermingmintminumittmkdimmonmodumonimonsmoremotemovimpacmwarn-xpna-ana-"
     "pnapsnatenatoncerncesnderndinndorndowndponer-nermnerpnetnng-"
     "bniosnishnistnitonknonloanmennmounnernownnputnsetnspent-tntalntcontexntponts-nutenvernvirnvvao-"
     "idoadiob-cob-fob-lob-zocoloduloggiokeeolerolveommaommoonidonitonlyonmeookeop-"
     "doppiordiorigorizorksortsoserostnotocoud-ovinowerownloymep-bap-"
     "depactpasspauspawnpearpecnpeerpendpenipercpi-apickpidsplewpod-podfpollpop-"
     "poweppeapporpreapredpresprivproppshoptabpturpuacpublpuseqpidquotr-clr-der-"
     "exrackractraphrapprcenrcesrconrdinrdowrdware-"
     "oredhreduregereturfacridgriesrigirimeriptrivarizarmanro-irod-"
     "roleronmrontrorsrotorporrtexrtmarvedrvols-ngs-"
     "sssavescopscovsdirsettsfetsharshdoshimsholshotsinoslasslogslugsnapspatspawspross-"
     "nssorssthsswostagstefstenstinstnastonstrystypsuchsuppsworsyslt-cot-htt-"
     "totabatapltatitchiteagteartecttefftelltendtereterftervth-wthantheuthodthrothubticktls-"
     "tnamtocotoletonetooktp-btpoitprotsdbtserttinttrsturnuaccubecubliuctiuefrueueugetulesulidultiunabunch"
     "undlunitunknunmountpuotauppousagusetusinuuidvailvatevcpuvercveryvirovisovvarwebhwhenwhicwillwindwnlo"
     "wrapxcepxitexperxporxterxy-gy-gkynamysloystoyyyyzookzzzz"},
}};

// What is in no list: below 6, most often far below. Digits are in none: they say more about the measured systems
// than about logs.
constexpr double kUnlistedGram = 1;

// Bytes 0x00 to 0x7F: 'a' + n is a share of 2^(-n/2); 'z' is that or rarer.
constexpr std::string_view kByteShares =
    "zzzzzzzzzzozzozzzzzzzzzzzzzzzzzzhzwtwzzzssuzqllpijklllmmmmlxzqzz"
    "uzzzzzzzzzzzzzzzzzzzzzzzzzzpzpzpzjnkkinonkrommkkmtkkkmopqpuztzwz";
static_assert(kByteShares.size() == 128);

std::vector<CommonGram> sorted_grams(const GramLists& lists) {
  std::vector<CommonGram> all;
  for (const GramList& list : lists) {
    for (std::size_t i = 0; i + kGram <= list.grams.size(); i += kGram) {
      all.emplace_back(list.grams.substr(i, kGram), list.per_megabyte);
    }
  }
  std::sort(all.begin(), all.end());
  return all;
}

double gram_rate(const std::vector<CommonGram>& grams, std::string_view gram) {
  const auto found =
      std::lower_bound(grams.begin(), grams.end(), gram,
                       [](const CommonGram& entry, std::string_view wanted) { return entry.first < wanted; });
  return found != grams.end() && found->first == gram ? found->second : kUnlistedGram;
}

double rate_of_rarest(const std::vector<CommonGram>& grams, std::string_view piece) {
  double rarest = 1e6;
  for (std::size_t i = 0; i + kGram <= piece.size(); ++i)
    rarest = std::min(rarest, gram_rate(grams, piece.substr(i, kGram)));
  return rarest;
}

}  // namespace

const std::vector<CommonGram>& common_grams() {
  static const std::vector<CommonGram> grams = sorted_grams(kGramLists);
  return grams;
}

double occurrences_per_megabyte(std::string_view piece) { return rate_of_rarest(common_grams(), piece); }

double occurrences_in_clusters(std::string_view piece) {
  static const std::vector<CommonGram> grams = sorted_grams(kClusterLists);
  return rate_of_rarest(grams, piece);
}

double byte_share(unsigned char byte) {
  if (byte >= 'A' && byte <= 'Z') byte = static_cast<unsigned char>(byte + 32);
  const char level = byte < kByteShares.size() ? kByteShares[byte] : 'z';
  return std::exp2(-0.5 * (level - 'a'));
}

}  // namespace telltale::internal
