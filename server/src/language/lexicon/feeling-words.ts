/**
 * Words that show how somebody feels, in English, Spanish, Portuguese, French and Hindi in Latin letters, and emoji.
 * Folded; a `*` stands for any ending.
 */
export const FEELING_WORDS: Record<'glad' | 'unhappy' | 'not', string> = {
  glad: `good great best better love loved loves loving lovely like liked likes nice happy happier happiest glad amazing awesome
    excellent fantastic fabulous wonderful perfect perfectly brilliant beautiful gorgeous stunning cute sweet cool fun funny enjoy*
    excit* thrill* delight* pleas* thank* thx grateful appreciate* congrat* proud win wins winner winning won success* recommend*
    fast quick easy helpful friendly kind delicious tasty yummy fresh smooth superb favourite favorite favorites impress* incredible
    epic legend hero blessed bless hope hopeful peace joy smile* laugh* haha* hahaha lol yay yeah woo* cheers welcome interesting
    ready celebrat* party birthday support* strong safe honest fair worth cheap bargain gift ideal outstanding magnificent top
    buen bueno buena buenos buenas mejor excelente* genial* encant* gust* feliz felices contento contenta perfecto perfecta rico rica
    hermos* lindo linda lindas lindos bonit* gracias amable rapido increible maravill* recomiend* amo amor adoro felicidades suerte
    bom boa bons boas melhor otimo otima legal maravilh* feliz obrigad* amei adorei parabens sucesso lind* perfeit* gostei gosto gostoso
    viva sorte vitoria ganhar ganhou ganhamos deus paz alegria sorrir forca orgulho grande grandes
    bon bonne bons bonnes meilleur* super genial* parfait* magnifique* merci content* heureux heureuse adore* aime* joli* beau belle
    bravo excellent* rapide* delicieux gentil* sympa recommande* plaisir
    accha acha achha acchi badhiya mast shandar zabardast pyara pyari khush shukriya dhanyavad sahi sundar kamaal lajawab
    nzuri asante hongera furaha vizuri safi upendo mungu pendeza bora dey sweet correct fine gr8 luv cant wait`,
  unhappy: `bad worse worst hate hated hates hating awful terrible horrible horrid poor sad sadly unhappy angry anger mad annoy* upset
    disappoint* disgust* disgrace* pathetic useless rubbish garbage trash crap shit sucks suck sucked damn hell fail* broken broke
    wrong problem problems issue issues error slow late delay* never lost lose losing loser miss missing stole* steal fraud scam fake
    cheat* lie lies lied liar rude ugly boring bored stupid idiot dumb sick ill pain hurt* die died dead death kill* murder* war attack*
    terror* crisis cry cries crying tears fear scared worr* stress* tired poor problem refund complain* cold dirty smell* stink* rotten
    expensive overpriced ruin* waste* wasted disaster mess nightmare shame ashamed regret* sorry unfortunately racist violence arrest*
    guilty bomb* threat* blame* ban banned protest* wtf smh ugh ffs
    malo mala malos malas peor pesim* horrible* terrible* feo fea odio triste molest* enojad* decepcion* basura asco roto rota caro cara
    lento tarde estafa* ladron* mentir* nunca problema problemas queja* vergüenza sucio frio dañado perdi perder
    ruim pior pessim* horrivel odeio odio triste chatead* decepcion* lixo nojo quebrad* caro demora* golpe ladr* mentir* problema
    reclam* vergonha sujo fria estragad* perdeu perdi morte morreu morrer matar guerra fome crise pobre corrup* sofr* doente chorar
    raiva roubar roubo falta medo merda droga burro
    mauvais* nul nulle horrible* terrible* deteste* triste* fache* decu* decevant* arnaque* voleur* menteur* cher chere lent*
    retard casse* abime* probleme* plainte honte sale froid jamais pire
    kharab bekar ghatiya bura buri gussa dukh dukhi tuta toota mehenga chor jhooth nirash pareshan galat ganda dhokha
    mbaya vibaya huzuni hasira kifo vita wizi matatizo shida maumivu wahala yawa thief useless wicked suffer* hungry nonsense mumu
    abeg waec`,
  not: `not no never none nobody nothing neither nor cant cannot dont doesnt didnt isnt arent wasnt werent wont wouldnt couldnt shouldnt
    havent hasnt hadnt aint without hardly n't
    nunca jamas sin nada ni nao nem sem nunca pas ne ni sans jamais aucun nahi nahin mat na sio hapana`,
};

export const GLAD_EMOJI =
  /[😀😁😃😄😆😊😍🥰😘😎🤩🥳😋🙂😉👍👌👏🙏❤♥💕💖💙💚💛💜🧡🎉🎊✨🔥💯🤗😂🤣💪🌹😇]|:-?\)|:-?D|;-?\)|<3|\^_?\^/gu;
export const UNHAPPY_EMOJI = /[😞😟😠😡🤬😢😭😤😩😫😒🙄😕☹🙁👎💔😣😖😱😰😨🤮🤢😷🖕😪😔]|:-?\(|:-?\/|:'\(|D:/gu;
