"""Packages that do what real ones do: look for their API in the frames around, tell, come back."""

from tests.content.formats.brought import zipped
from tests.content.formats.packages import archives

FIND = """function find(w){var n=0;try{while(!w.API&&w.parent&&w.parent!=w&&n++<7)w=w.parent}
catch(e){document.title='lost'}return w.API||null}
var api=find(window.parent)||find(window);"""
SCORM = f"""<!doctype html><html lang=fr><head><title>Leçon</title><script>{FIND}
api.LMSInitialize('');
var page=api.LMSGetValue('cmi.core.lesson_location')||'1';
function go(){{page=String(+page+1);api.LMSSetValue('cmi.core.lesson_location',page);
api.LMSSetValue('cmi.suspend_data','été '+page);show()}}
function end(){{api.LMSSetValue('cmi.core.score.raw','80');
api.LMSSetValue('cmi.core.score.max','100');
api.LMSSetValue('cmi.core.lesson_status','passed');api.LMSFinish('')}}
function show(){{document.getElementById('at').textContent='Page '+page+' '+
api.LMSGetValue('cmi.suspend_data')+' '+api.LMSGetValue('cmi.core.entry')}}
onunload=function(){{api.LMSSetValue('cmi.core.exit','suspend');
api.LMSSetValue('cmi.suspend_data','fini');api.LMSFinish('')}}
</script></head><body onload=show()><p id=at></p><button id=go onclick=go()>Suite</button>
<button id=end onclick=end()>Fin</button>"""
CMI5 = """<!doctype html><html lang=fr><head><title>Leçon</title></head><body><p id=at></p>
<button id=end>Fin</button><script>
var q=new URLSearchParams(location.search),e=q.get('endpoint');
function ask(m,p,b,then){var x=new XMLHttpRequest();x.open(m,e+p);
x.setRequestHeader('X-Experience-API-Version','1.0.3');
x.onreadystatechange=function(){if(x.readyState==4&&then)then(x)};x.send(b)}
fetch(q.get('fetch'),{method:'POST'}).then(r=>r.json()).then(function(t){
 ask('GET','activities/state?stateId=LMS.LaunchData',null,function(x){
  var mastery=JSON.parse(x.responseText).masteryScore;
  ask('GET','activities/state?stateId=mine',null,function(y){
   document.getElementById('at').textContent=t['auth-token']+' '+mastery+' '+y.status+' '+
    y.responseText})})});
document.getElementById('end').onclick=function(){
 ask('PUT','activities/state?stateId=mine','{"page":2}');
 var me=JSON.parse(q.get('actor')),it={id:q.get('activityId')};
 function say(v,r){ask('PUT','statements?statementId=1',JSON.stringify({actor:me,object:it,
  verb:{id:'http://adlnet.gov/expapi/verbs/'+v},result:r}))}
 say('completed',{completion:true});say('passed',{success:true,score:{scaled:0.9}})};
</script>"""
STORING = """<!doctype html><html lang=fr><head><title>Compte</title></head><body>
<p id=at></p><script>
localStorage.setItem('n',1+(+localStorage.n||0));document.cookie='a=1';
document.getElementById('at').textContent=localStorage.n+' '+document.cookie</script>"""

FIND_LATER = FIND.replace("API", "API_1484_11")
LATER = f"""<!doctype html><html lang=fr><head><title>Leçon</title><script>{FIND_LATER}
api.Initialize('');
function show(){{document.getElementById('at').textContent=api.GetValue('cmi.entry')+' '+
api.GetValue('cmi.location')+' '+api.GetValue('cmi.completion_status')+' '+
api.GetValue('cmi.scaled_passing_score')+' '+api.GetLastError()}}
function end(){{api.SetValue('cmi.location','p7');api.SetValue('cmi.progress_measure','1');
api.SetValue('cmi.interactions.0.id','q1');api.SetValue('cmi.interactions.0.type','choice');
api.SetValue('cmi.score.scaled','0.75');api.SetValue('cmi.completion_status','completed');
api.SetValue('cmi.exit','suspend');api.Commit('');show()}}
</script></head><body onload=show()><p id=at></p><button id=end onclick=end()>Fin</button>"""
TIN_CAN = """<!doctype html><html lang=fr><head><title>Route</title></head><body><p id=at></p>
<button id=end>Fin</button><script>
var q=new URLSearchParams(location.search),e=q.get('endpoint'),at=document.getElementById('at');
var head={Authorization:q.get('auth'),'X-Experience-API-Version':'1.0.3'};
var where=e+'activities/state?stateId=mine&activityId='+encodeURIComponent(q.get('activity_id'));
fetch(where,{headers:head}).then(async r=>{at.textContent=r.status+' '+await r.text()});
document.getElementById('end').onclick=async()=>{
 await fetch(where,{method:'PUT',headers:head,body:'{"page":3}'});
 var told={actor:JSON.parse(q.get('actor')),object:{id:q.get('activity_id')},
  verb:{id:'http://adlnet.gov/expapi/verbs/completed'},result:{score:{raw:8,min:0,max:10}}};
 var r=await fetch(e+'statements',{method:'POST',headers:head,body:JSON.stringify(told)});
 at.textContent='sent '+(await r.json())[0].length};
</script>"""
WORKING = """<!doctype html><html lang=fr><head><title>Calcul</title></head><body>
<p id=at></p><script>
var w=new Worker('js/worker.js');w.postMessage(6);
w.onmessage=e=>{document.getElementById('at').textContent=e.data+' '+crypto.randomUUID().length}
</script>"""


def scorm():
    """A lesson of SCORM 1.2 that looks for its API in the frames around, as most of them do."""
    items = [archives.item("un", "Leçon", href="index.html")]
    return archives.scorm(items, {"index.html": SCORM})


def cmi5():
    """A unit of cmi5 that keeps where it is and tells how it went."""
    return archives.cmi5(archives.unit("index.html"), files={"index.html": CMI5})


def storing():
    """A web page that keeps something in the browser."""
    return zipped({"index.html": STORING})


def scorm_2004():
    """A lesson of SCORM 2004 that is passed from a share on."""
    passed = (
        "<imsss:sequencing><imsss:objectives><imsss:primaryObjective satisfiedByMeasure='true'>"
        "<imsss:minNormalizedMeasure>0.7</imsss:minNormalizedMeasure></imsss:primaryObjective>"
        "</imsss:objectives></imsss:sequencing>"
    )
    items = [archives.item("un", "Leçon", href="index.html", below=passed)]
    return archives.scorm(items, {"index.html": LATER}, later=True)


def tin_can():
    """An activity of xAPI that keeps where it is and tells how it went."""
    return archives.tin_can(TIN_CAN)


def working():
    """A web page that counts in a worker, which loads a second file and asks for a third."""
    files = {
        "index.html": WORKING,
        "js/worker.js": "importScripts('more.js');onmessage=async e=>{"
        "var r=await fetch('by.json');postMessage(times(e.data,await r.json()))}",
        "js/more.js": "function times(a,b){return a*b}",
        "js/by.json": "7",
    }
    return zipped(files)
