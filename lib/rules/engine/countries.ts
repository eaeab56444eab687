/**
 * Countries and what people call them: one a line, the two-letter code of ISO 3166-1, the
 * three-letter one, then names with | between them. The first is the name of today in English; then
 * come ISO's short and long ones, older and everyday ones, and what the country calls itself. Order
 * of words, case, accents, punctuation and small words do not count (`country.ts`), so "Korea,
 * Republic of" stands for "Republic of Korea". Data, not the runtime's: see docs/decisions/018.
 */
export const countryLines = `
AD AND Andorra|Principality of Andorra
AE ARE United Arab Emirates|UAE|Emirates|الإمارات العربية المتحدة
AF AFG Afghanistan|Islamic Republic of Afghanistan|Islamic Emirate of Afghanistan|افغانستان
AG ATG Antigua & Barbuda|Antigua
AI AIA Anguilla
AL ALB Albania|Republic of Albania|Shqipëri
AM ARM Armenia|Republic of Armenia|Հայաստան
AO AGO Angola|Republic of Angola
AQ ATA Antarctica
AR ARG Argentina|Argentine Republic|Argentine
AS ASM American Samoa
AT AUT Austria|Republic of Austria|Österreich
AU AUS Australia|Commonwealth of Australia
AW ABW Aruba
AX ALA Åland Islands|Åland
AZ AZE Azerbaijan|Republic of Azerbaijan|Azərbaycan
BA BIH Bosnia & Herzegovina|Bosnia|Bosna i Hercegovina
BB BRB Barbados
BD BGD Bangladesh|People's Republic of Bangladesh|বাংলাদেশ
BE BEL Belgium|Kingdom of Belgium|België|Belgique|Belgien
BF BFA Burkina Faso|Upper Volta
BG BGR Bulgaria|Republic of Bulgaria|България
BH BHR Bahrain|Kingdom of Bahrain|البحرين
BI BDI Burundi|Republic of Burundi|Uburundi
BJ BEN Benin|Republic of Benin|Dahomey
BL BLM St. Barthélemy
BM BMU Bermuda
BN BRN Brunei|Brunei Darussalam
BO BOL Bolivia|Bolivia, Plurinational State of
BQ BES Caribbean Netherlands|Bonaire, Sint Eustatius and Saba|Bonaire
BR BRA Brazil|Federative Republic of Brazil|Brasil
BS BHS Bahamas|Commonwealth of the Bahamas
BT BTN Bhutan|Kingdom of Bhutan|འབྲུག
BV BVT Bouvet Island|Bouvetøya
BW BWA Botswana|Republic of Botswana
BY BLR Belarus|Republic of Belarus|Byelorussia|Belorussia|Беларусь
BZ BLZ Belize
CA CAN Canada
CC CCK Cocos (Keeling) Islands|Keeling Islands|Cocos Islands|Kepulauan Cocos (Keeling)
CD COD Congo - Kinshasa|Democratic Republic of the Congo|DR Congo|DRC|Congo (DRC)|Zaire
CF CAF Central African Republic|Ködörösêse tî Bêafrîka
CG COG Congo - Brazzaville|Republic of the Congo|Congo
CH CHE Switzerland|Swiss Confederation|Schweiz|Suisse|Svizzera
CI CIV Côte d'Ivoire|Ivory Coast|Republic of Côte d'Ivoire
CK COK Cook Islands
CL CHL Chile|Republic of Chile
CM CMR Cameroon|Republic of Cameroon|Cameroun
CN CHN China|People's Republic of China|PRC|Mainland China|中国
CO COL Colombia|Republic of Colombia
CR CRI Costa Rica|Republic of Costa Rica
CU CUB Cuba|Republic of Cuba
CV CPV Cape Verde|Cabo Verde|Republic of Cabo Verde
CW CUW Curaçao
CX CXR Christmas Island
CY CYP Cyprus|Republic of Cyprus|Κύπρος|Kıbrıs
CZ CZE Czechia|Czech Republic|Czech|Česko
DE DEU Germany|Federal Republic of Germany|Deutschland
DJ DJI Djibouti|Republic of Djibouti
DK DNK Denmark|Kingdom of Denmark|Danmark
DM DMA Dominica|Commonwealth of Dominica
DO DOM Dominican Republic|República Dominicana
DZ DZA Algeria|People's Democratic Republic of Algeria|الجزائر|Algérie
EC ECU Ecuador|Republic of Ecuador
EE EST Estonia|Republic of Estonia|Eesti
EG EGY Egypt|Arab Republic of Egypt|مصر
EH ESH Western Sahara|الصحراء الغربية
ER ERI Eritrea|State of Eritrea|ኤርትራ
ES ESP Spain|Kingdom of Spain|España|Espanya|Espainia
ET ETH Ethiopia|Federal Democratic Republic of Ethiopia|ኢትዮጵያ
FI FIN Finland|Republic of Finland|Suomi
FJ FJI Fiji|Republic of Fiji
FK FLK Falkland Islands|Falkland Islands (Malvinas)|Malvinas
FM FSM Micronesia|Micronesia, Federated States of
FO FRO Faroe Islands|Faeroe Islands|Faroes|Føroyar
FR FRA France|French Republic
GA GAB Gabon|Gabonese Republic
GB GBR United Kingdom|UK|Great Britain|United Kingdom of Great Britain and Northern Ireland|Britain|England|Scotland|Wales|Northern Ireland
GD GRD Grenada
GE GEO Georgia|საქართველო
GF GUF French Guiana|Guyane française
GG GGY Guernsey
GH GHA Ghana|Republic of Ghana|Gaana
GI GIB Gibraltar
GL GRL Greenland|Kalaallit Nunaat
GM GMB Gambia|Republic of The Gambia
GN GIN Guinea|Republic of Guinea|Guinée
GP GLP Guadeloupe
GQ GNQ Equatorial Guinea|Republic of Equatorial Guinea|Guinea Ecuatorial
GR GRC Greece|EL|Hellenic Republic|Hellas|Ελλάδα
GS SGS South Georgia & South Sandwich Islands
GT GTM Guatemala|Republic of Guatemala
GU GUM Guam
GW GNB Guinea-Bissau|Republic of Guinea-Bissau|Guiné-Bissau
GY GUY Guyana|Co-operative Republic of Guyana
HK HKG Hong Kong SAR China|Hong Kong|Hong Kong SAR|HongKong|Hong Kong Special Administrative Region|中国香港特别行政区
HM HMD Heard & McDonald Islands|Heard Island and McDonald Islands
HN HND Honduras|Republic of Honduras
HR HRV Croatia|Republic of Croatia|Hrvatska
HT HTI Haiti|Republic of Haiti
HU HUN Hungary|Magyarország
ID IDN Indonesia|Republic of Indonesia
IE IRL Ireland|Republic of Ireland|Eire
IL ISR Israel|State of Israel|ישראל|إسرائيل
IM IMN Isle of Man
IN IND India|Republic of India|भारत
IO IOT British Indian Ocean Territory
IQ IRQ Iraq|Republic of Iraq|العراق
IR IRN Iran|Islamic Republic of Iran|ایران
IS ISL Iceland|Republic of Iceland|Ísland
IT ITA Italy|Italian Republic|Italia
JE JEY Jersey
JM JAM Jamaica
JO JOR Jordan|Hashemite Kingdom of Jordan|الأردن
JP JPN Japan|日本
KE KEN Kenya|Republic of Kenya
KG KGZ Kyrgyzstan|Kyrgyz Republic|Кыргызстан|Киргизия
KH KHM Cambodia|Kingdom of Cambodia|Kampuchea|កម្ពុជា
KI KIR Kiribati|Republic of Kiribati
KM COM Comoros|Union of the Comoros|جزر القمر
KN KNA St. Kitts & Nevis|Saint Kitts
KP PRK North Korea|Korea, Democratic People's Republic of|DPRK|DPR Korea|북한
KR KOR South Korea|Korea, Republic of|ROK|대한민국
KW KWT Kuwait|State of Kuwait|الكويت
KY CYM Cayman Islands
KZ KAZ Kazakhstan|Republic of Kazakhstan|Kazakstan|Казахстан
LA LAO Laos|Lao People's Democratic Republic|Lao PDR|ລາວ
LB LBN Lebanon|Lebanese Republic|لبنان|Liban
LC LCA St. Lucia
LI LIE Liechtenstein|Principality of Liechtenstein
LK LKA Sri Lanka|Democratic Socialist Republic of Sri Lanka|Ceylon|ශ්‍රී ලංකාව
LR LBR Liberia|Republic of Liberia
LS LSO Lesotho|Kingdom of Lesotho
LT LTU Lithuania|Republic of Lithuania|Lietuva
LU LUX Luxembourg|Grand Duchy of Luxembourg|Luxemburg
LV LVA Latvia|Republic of Latvia|Latvija
LY LBY Libya|Libyan Arab Jamahiriya|State of Libya|ليبيا
MA MAR Morocco|Kingdom of Morocco|المغرب|Maroc
MC MCO Monaco|Principality of Monaco
MD MDA Moldova|Moldova, Republic of|Republica Moldova
ME MNE Montenegro|Црна Гора
MF MAF St. Martin|Saint Martin (French part)
MG MDG Madagascar|Republic of Madagascar|Madagasikara
MH MHL Marshall Islands|Republic of the Marshall Islands
MK MKD North Macedonia|The Republic of North Macedonia|Macedonia|Republic of Macedonia|Macedonia, the former Yugoslav Republic of|FYROM|Северна Македонија
ML MLI Mali|Republic of Mali
MM MMR Myanmar (Burma)|Myanmar|Burma|Union of Myanmar|Republic of the Union of Myanmar|မြန်မာ
MN MNG Mongolia|Монгол
MO MAC Macao SAR China|Macao|Macau|Macao SAR|Macau SAR|中国澳门特别行政区|Macau, RAE da China
MP MNP Northern Mariana Islands
MQ MTQ Martinique
MR MRT Mauritania|Islamic Republic of Mauritania|موريتانيا
MS MSR Montserrat
MT MLT Malta|Republic of Malta
MU MUS Mauritius|Republic of Mauritius|Maurice
MV MDV Maldives|Republic of Maldives|Maldive Islands
MW MWI Malawi|Republic of Malawi
MX MEX Mexico|United Mexican States
MY MYS Malaysia
MZ MOZ Mozambique|Republic of Mozambique|Moçambique
NA NAM Namibia|Republic of Namibia|Namibië
NC NCL New Caledonia|Nouvelle-Calédonie
NE NER Niger|Republic of the Niger|Nijar
NF NFK Norfolk Island
NG NGA Nigeria|Federal Republic of Nigeria
NI NIC Nicaragua|Republic of Nicaragua
NL NLD Netherlands|Netherlands (Kingdom of the)|Holland|Nederland
NO NOR Norway|Kingdom of Norway|Norge|Noreg
NP NPL Nepal|Federal Democratic Republic of Nepal|नेपाल
NR NRU Nauru|Republic of Nauru
NU NIU Niue
NZ NZL New Zealand
OM OMN Oman|Sultanate of Oman|عُمان
PA PAN Panama|Republic of Panama
PE PER Peru|Republic of Peru
PF PYF French Polynesia|Polynésie française
PG PNG Papua New Guinea|Independent State of Papua New Guinea
PH PHL Philippines|Republic of the Philippines|Pilipinas
PK PAK Pakistan|Islamic Republic of Pakistan|پاکستان
PL POL Poland|Republic of Poland|Polska
PM SPM St. Pierre & Miquelon|Saint-Pierre-et-Miquelon
PN PCN Pitcairn Islands|Pitcairn
PR PRI Puerto Rico
PS PSE Palestinian Territories|State of Palestine|Palestine|Palestinian Territory, Occupied|الأراضي الفلسطينية
PT PRT Portugal|Portuguese Republic
PW PLW Palau|Republic of Palau
PY PRY Paraguay|Republic of Paraguay
QA QAT Qatar|State of Qatar|قطر
RE REU Réunion|La Réunion
RO ROU Romania|Rumania
RS SRB Serbia|Republic of Serbia|Србија
RU RUS Russia|Russian Federation|Russian Fed|Россия
RW RWA Rwanda|Republic of Rwanda|Rwandese Republic|U Rwanda
SA SAU Saudi Arabia|Kingdom of Saudi Arabia|KSA|المملكة العربية السعودية
SB SLB Solomon Islands
SC SYC Seychelles|Republic of Seychelles
SD SDN Sudan|Republic of the Sudan|السودان
SE SWE Sweden|Kingdom of Sweden|Sverige
SG SGP Singapore|Republic of Singapore|新加坡
SH SHN St. Helena|Saint Helena, Ascension and Tristan da Cunha
SI SVN Slovenia|Republic of Slovenia|Slovenija
SJ SJM Svalbard & Jan Mayen|Svalbard|Svalbard og Jan Mayen
SK SVK Slovakia|Slovak Republic|Slovensko
SL SLE Sierra Leone|Republic of Sierra Leone
SM SMR San Marino|Republic of San Marino
SN SEN Senegal|Republic of Senegal|Senegaal
SO SOM Somalia|Federal Republic of Somalia|Somali Democratic Republic|Soomaaliya
SR SUR Suriname|Republic of Suriname|Surinam
SS SSD South Sudan|Republic of South Sudan|جنوب السودان
ST STP São Tomé & Príncipe|Democratic Republic of Sao Tome and Principe|São Tomé e Príncipe
SV SLV El Salvador|Republic of El Salvador
SX SXM Sint Maarten|Sint Maarten (Dutch part)
SY SYR Syria|Syrian Arab Republic|سوريا
SZ SWZ Eswatini|Swaziland|Kingdom of Eswatini
TC TCA Turks & Caicos Islands
TD TCD Chad|Republic of Chad|تشاد
TF ATF French Southern Territories|French Southern and Antarctic Lands|Terres australes françaises
TG TGO Togo|Togolese Republic
TH THA Thailand|Kingdom of Thailand|ไทย
TJ TJK Tajikistan|Republic of Tajikistan|Тоҷикистон
TK TKL Tokelau
TL TLS Timor-Leste|East Timor|Democratic Republic of Timor-Leste
TM TKM Turkmenistan
TN TUN Tunisia|Republic of Tunisia|تونس|Tunisie
TO TON Tonga|Kingdom of Tonga
TR TUR Türkiye|Turkey|Republic of Türkiye|Republic of Turkey
TT TTO Trinidad & Tobago|Republic of Trinidad and Tobago|Trinidad
TV TUV Tuvalu
TW TWN Taiwan|Taiwan, Province of China|Chinese Taipei|台湾
TZ TZA Tanzania|United Republic of Tanzania
UA UKR Ukraine|Україна|Украина
UG UGA Uganda|Republic of Uganda
UM UMI U.S. Outlying Islands|United States Minor Outlying Islands
US USA United States|United States of America|America
UY URY Uruguay|Eastern Republic of Uruguay
UZ UZB Uzbekistan|Republic of Uzbekistan|Oʻzbekiston
VA VAT Vatican City|Holy See (Vatican City State)|Holy See|Vatican|Vatican City State|Città del Vaticano
VC VCT St. Vincent & Grenadines|Saint Vincent
VE VEN Venezuela|Venezuela, Bolivarian Republic of
VG VGB British Virgin Islands|BVI
VI VIR U.S. Virgin Islands|United States Virgin Islands|USVI
VN VNM Vietnam|Viet Nam|Socialist Republic of Viet Nam
VU VUT Vanuatu|Republic of Vanuatu
WF WLF Wallis & Futuna|Wallis-et-Futuna
WS WSM Samoa|Independent State of Samoa|Western Samoa
XK XKK Kosovo|Republic of Kosovo|XKX|Kosovë
YE YEM Yemen|Republic of Yemen|اليمن
YT MYT Mayotte
ZA ZAF South Africa|Republic of South Africa|RSA|Suid-Afrika
ZM ZMB Zambia|Republic of Zambia
ZW ZWE Zimbabwe|Republic of Zimbabwe|Rhodesia
`
