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
constexpr std::array<GramList, 8> kGramLists = {{
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

// What is in no list: below 6, most often far below. Digits are in none: they say more about the measured systems
// than about logs.
constexpr double kUnlistedGram = 1;

// Bytes 0x00 to 0x7F: 'a' + n is a share of 2^(-n/2); 'z' is that or rarer.
constexpr std::string_view kByteShares =
    "zzzzzzzzzzozzozzzzzzzzzzzzzzzzzzhzwtwzzzssuzqllpijklllmmmmlxzqzz"
    "uzzzzzzzzzzzzzzzzzzzzzzzzzzpzpzpzjnkkinonkrommkkmtkkkmopqpuztzwz";
static_assert(kByteShares.size() == 128);

std::vector<CommonGram> sorted_grams() {
  std::vector<CommonGram> all;
  for (const GramList& list : kGramLists) {
    for (std::size_t i = 0; i + kGram <= list.grams.size(); i += kGram) {
      all.emplace_back(list.grams.substr(i, kGram), list.per_megabyte);
    }
  }
  std::sort(all.begin(), all.end());
  return all;
}

double gram_rate(std::string_view gram) {
  const std::vector<CommonGram>& grams = common_grams();
  const auto found =
      std::lower_bound(grams.begin(), grams.end(), gram,
                       [](const CommonGram& entry, std::string_view wanted) { return entry.first < wanted; });
  return found != grams.end() && found->first == gram ? found->second : kUnlistedGram;
}

}  // namespace

const std::vector<CommonGram>& common_grams() {
  static const std::vector<CommonGram> grams = sorted_grams();
  return grams;
}

double occurrences_per_megabyte(std::string_view piece) {
  double rarest = 1e6;
  for (std::size_t i = 0; i + kGram <= piece.size(); ++i) rarest = std::min(rarest, gram_rate(piece.substr(i, kGram)));
  return rarest;
}

double byte_share(unsigned char byte) {
  if (byte >= 'A' && byte <= 'Z') byte = static_cast<unsigned char>(byte + 32);
  const char level = byte < kByteShares.size() ? kByteShares[byte] : 'z';
  return std::exp2(-0.5 * (level - 'a'));
}

}  // namespace telltale::internal
