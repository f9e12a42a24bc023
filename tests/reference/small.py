"""A small set of reference data, and changes of its files."""

from pathlib import Path

SMALL = {
    "countries": """\
code,kind,name,sort_name,demonym,alpha2,numeric,region,subregion,capital,start,end,predecessors,sovereign,cow,gw,wikidata,flag,article
CHN,state,China,,Chinese,CN,156,Asia,Eastern Asia,beijing,,,,,710,710,Q148,true,false
HKG,territory,Hong Kong,,,HK,344,Asia,Eastern Asia,,,,,CHN,,,,true,false
RUS,state,Russia,,Russian,RU,643,Europe,Eastern Europe,moscow,1991-12,,SUN,,365,365,Q159,true,false
SUN,state,Soviet Union,,Soviet,,,Europe,,moscow,1922-12-30,1991-12-26,,,365,365,,true,true
TWN,de_facto_authority,Taiwan,,Taiwanese,TW,158,Asia,Eastern Asia,,,,,,713,713,,false,false
""",
    "organisations": """\
code,kind,name,short_name,parent,start,end,seat,wikidata,article
BRICS,international_organisation,BRICS,,,2009-06-16,,,,false
UN,international_organisation,United Nations,UNO,,1945-10-24,,,,true
UNSC,organ,United Nations Security Council,,UN,,,,,true
""",
    "actor_names": """\
code,name,lang,start,end,kind,article
CHN,People’s Republic of China,en,,,formal,true
CHN,中国,zh-Hans,,,other,false
""",
    "memberships": """\
organisation,member,start,end,status
BRICS,CHN,2009-06-16,,member
BRICS,RUS,2009-06-16,,member
""",
    "translated_names": """\
kind,key,lang,name,source
actor,CHN,es,China,cldr-49
actor,CHN,ru,Китай,cldr-49
place,beijing,ru,Пекин,own
""",
    "places": """\
slug,name,country,latitude,longitude,region,contested,other_names
beijing,Beijing,CHN,39.90,116.40,Asia,false,zh-Hans:北京|en:Peking
moscow,Moscow,RUS,55.76,37.62,Europe,false,
""",
    "place_former_states": """\
place,state,start,end
moscow,SUN,1922-12-30,1991-12-26
""",
    "offices": """\
slug,actor,name,rank,start,end
chn-minister-of-foreign-affairs,CHN,Minister of Foreign Affairs,foreign_minister,,
""",
    "series": """\
slug,name,short_name,organisation,every_months_min,every_months_max,start,wikidata
brics,BRICS summit,BRICS,BRICS,8,18,2009,
""",
    "summits": """\
slug,series,name,date,place,host,format
brics-2011,brics,BRICS 2011,2011-04-14,beijing,CHN,in_person
""",
    "topics": """\
slug,name,parent,aliases,definition,article
regions,Regions,,,,false
ukraine,Ukraine,regions,,,false
ukraine-war,War in Ukraine,ukraine,special military operation|СВО,,false
""",
    "publishers": """\
slug,name,kind,actor,names,sites,former_sites
kremlin,President of Russia,presidency,RUS,en:Kremlin|ru:Кремль,ru:kremlin.ru,en:eng.kremlin.ru@2013
ansa,ANSA,agency,,,ansa.it,
""",
    "people": """\
slug,name,family_name,sort_name,short_name,wikidata,names
wang-yi,Wang Yi,Wang,,,Q6375,zh-Hans:王毅
yang-jiechi,Yang Jiechi,Yang,,,,
""",
    "terms": """\
person,office,start,end,acting,confidence,sources,known_until,note
wang-yi,chn-minister-of-foreign-affairs,2013-03-16,2022-12-30,false,sure,own|wikidata,,
wang-yi,chn-minister-of-foreign-affairs,2023-07-25,,false,probable,wikidata,2025-01,
yang-jiechi,chn-minister-of-foreign-affairs,2007-04-27,2013-03-16,false,sure,own,,
""",
}


def write_small(folder: Path) -> Path:
    """Write the small tables into ``folder``; return it."""
    for name, text in SMALL.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return folder


def replace(folder: Path, table: str, old: str, new: str) -> None:
    path = folder / f"{table}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
