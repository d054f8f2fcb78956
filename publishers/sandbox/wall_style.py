"""The walls' looks: own style sheets, no fonts or pictures from elsewhere."""
# ruff: noqa: E501 - style sheets are packed, one rule after the other

FRAME = """
*{box-sizing:border-box}html{-webkit-text-size-adjust:100%}
body{margin:0;font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",Arial,sans-serif;
color:#1c1e21;overflow-wrap:anywhere}
h1,h2,h3,p,figure{margin:0}img{max-width:100%;display:block}a{color:inherit;text-decoration:none}
a:hover{text-decoration:underline}a:focus-visible,summary:focus-visible{outline:3px solid #f5a524;outline-offset:2px}
.ribbon{position:sticky;top:0;z-index:9;padding:7px 14px;text-align:center;font-size:14px;color:#3d2c00;
background:repeating-linear-gradient(135deg,#ffd76a 0 14px,#ffcf4d 14px 28px);border-bottom:1px solid #d9a400}
.pager{display:flex;justify-content:space-between;padding:8px 4px 24px;font-weight:600}
.empty{padding:40px 20px;text-align:center;color:#65676b}
"""

FACEBOOK = """
body{background:#f0f2f5}
.head{background:#fff;box-shadow:0 1px 2px #0002}.head>div,.feed{max-width:680px;margin:0 auto}
.cover{height:clamp(110px,24vw,200px);border-radius:0 0 12px 12px;
background:radial-gradient(circle at 82% 20%,#ffffff38 0 16%,transparent 17%),
linear-gradient(115deg,#0b3d91,#1877f2 48%,#57b2ff)}
.who{display:flex;gap:16px;align-items:flex-end;padding:0 16px}
.avatar{flex:none;display:grid;place-items:center;border-radius:50%;background:#a61c28;color:#ffe28a;font-weight:700;
width:40px;height:40px;font-size:15px}
.who .avatar{width:112px;height:112px;font-size:38px;border:4px solid #fff;margin-top:-44px;position:relative}
.who h1{font-size:clamp(18px,3.4vw,25px);line-height:1.2}.who div{padding:10px 0}
.who p,.muted{color:#65676b;font-size:14px}
.tabs{display:flex;gap:4px;padding:6px 12px 0;margin-top:10px;border-top:1px solid #ced0d4;font-weight:600;
color:#65676b}.tabs span{padding:12px 14px}.tabs .on{color:#0866ff;border-bottom:3px solid #0866ff}
.feed{padding:16px 8px 40px}.post{background:#fff;border-radius:10px;box-shadow:0 1px 2px #0003;margin-bottom:16px}
.by{display:flex;gap:10px;padding:12px 16px 0;align-items:center}.by strong{display:block;line-height:1.25}
.by small{color:#65676b;font-size:13px}.text{padding:10px 16px 12px}.text.big{font-size:22px;line-height:1.35}
.text a,.comment a{color:#0064d1}
.photos{display:grid;gap:3px;background:#fff;grid-template-columns:repeat(6,1fr)}
.photos figure{position:relative;grid-column:span 3;aspect-ratio:1;background:#e4e6eb}
.photos img{width:100%;height:100%;object-fit:cover}.photos.n1 figure{grid-column:1/-1;aspect-ratio:auto}
.photos.n1 img{height:auto;max-height:640px;object-fit:contain;background:#e4e6eb}
.photos.n2 figure{aspect-ratio:4/5}.photos.n3 figure:first-child{grid-column:span 4;grid-row:span 2;aspect-ratio:auto}
.photos.n3 figure{grid-column:span 2}.photos.n5 figure:nth-child(n+3){grid-column:span 2}
.photos b{position:absolute;inset:0;display:grid;place-items:center;background:#0009;color:#fff;font-size:32px}
.card{display:block;background:#f0f2f5;border-block:1px solid #dadde1;color:#1c1e21}
.card img{width:100%;aspect-ratio:1.91;object-fit:cover}.card div{padding:11px 16px 13px}
.card small{text-transform:uppercase;color:#65676b;font-size:12.5px;letter-spacing:.02em}
.card strong{display:block;font-size:17px;line-height:1.25;margin-top:2px}.card p{color:#65676b;font-size:14px;
display:-webkit-box;-webkit-line-clamp:2;-webkit-box-orient:vertical;overflow:hidden}
.acts{display:flex;margin:0 16px;border-top:1px solid #ced0d4;padding:4px 0}
.acts span{flex:1;display:flex;gap:7px;justify-content:center;align-items:center;padding:7px 2px;color:#65676b;
font-weight:600;font-size:14px}.acts svg{width:19px;height:19px;fill:none;stroke:currentColor;stroke-width:1.7;
stroke-linejoin:round;stroke-linecap:round}
.count{padding:9px 16px;color:#65676b;font-size:14px;display:flex;justify-content:space-between;gap:12px}
.comments{padding:4px 16px 14px;border-top:1px solid #ced0d4;display:grid;gap:9px;padding-top:11px}
.comment{display:flex;gap:8px}.comment .avatar{width:32px;height:32px;font-size:12px}.comment.reply{margin-left:40px}
.comment div{background:#f0f2f5;border-radius:16px;padding:8px 12px;font-size:14.5px}
.comment strong{display:block;font-size:13px}.comment small{color:#65676b;padding-left:4px}
.thumbs{display:inline-grid;place-items:center;width:20px;height:20px;border-radius:50%;background:#0866ff;margin-right:6px;
vertical-align:-4px}.thumbs svg{width:12px;height:12px;fill:#fff;stroke:#fff}
.comment .avatar.person{background:#7a8699;color:#fff}
.alts{background:#fff;border-radius:10px;padding:12px 16px;color:#606770;font-size:14px}.alts h2{font-size:14px;margin-bottom:6px}
.alts ol{margin:0;padding-left:20px}
.later{margin-top:28px}.later>h2{font-size:17px;padding:0 4px 4px}.later>p{padding:0 4px 12px}
.later .post{background:#f7f8fa;box-shadow:none;border:1px dashed #bcc0c4;color:#606770}
.later .photos img,.later .card img{filter:grayscale(.7);opacity:.75}
.badge{display:inline-block;padding:2px 9px;border-radius:99px;background:#e4e6eb;color:#4b4f56;font-size:12.5px;
font-weight:600}
"""

ZALO = """
body{background:#eef1f5}a{color:#0068ff}
.head{background:linear-gradient(120deg,#0068ff,#0a84ff 60%,#3aa0ff);color:#fff}
.head>div,.list,.article{max-width:760px;margin:0 auto}.head>div{display:flex;gap:16px;align-items:center;padding:22px 18px}
.avatar{flex:none;width:72px;height:72px;border-radius:50%;display:grid;place-items:center;background:#fff;
color:#0068ff;font-size:26px;font-weight:700;box-shadow:0 0 0 3px #ffffff55}
.head h1{font-size:clamp(18px,3.2vw,23px);line-height:1.25}.head p{opacity:.92;font-size:14px;margin-top:3px}
.head a{color:#fff}.tick.off{background:#dfe6f0!important;color:#42526b!important}.tick{display:inline-block;background:#ffb300;color:#3a2a00;border-radius:99px;font-size:12px;
font-weight:700;padding:1px 9px;margin-left:6px;vertical-align:2px}
.list{padding:16px 10px 40px;display:grid;gap:12px}.list h2{font-size:16px;color:#5c6b7f;padding:4px 4px 0}
.item{display:grid;grid-template-columns:minmax(120px,240px) 1fr;background:#fff;border-radius:12px;overflow:hidden;
color:#0d1b2e;box-shadow:0 1px 3px #0a2a5a1f}.item:hover{text-decoration:none;box-shadow:0 3px 12px #0a2a5a33}
.item.first{grid-template-columns:1fr}.thumb{background:#d9e4f2;aspect-ratio:16/9;overflow:hidden;display:grid;
place-items:center;color:#5c6b7f;font-size:13px;text-align:center}.item:not(.first) .thumb{aspect-ratio:auto;min-height:100%}
.thumb img{width:100%;height:100%;object-fit:cover}.item .words{padding:13px 16px 14px;display:flex;flex-direction:column;
gap:5px}.item h3{font-size:17px;line-height:1.3}.item.first h3{font-size:21px}
.item p{color:#4a5a70;font-size:14.5px;display:-webkit-box;-webkit-line-clamp:3;-webkit-box-orient:vertical;overflow:hidden}
.meta,.item .meta{color:#66748a;font-size:13px;margin-top:auto;display:flex;gap:4px 14px;flex-wrap:wrap;align-items:center}
.hidden{filter:grayscale(1);opacity:.62}.badge{background:#5c6b7f;color:#fff;border-radius:99px;padding:1px 10px;
font-size:12.5px;font-weight:600}.badge.live{background:#0068ff}.badge.edit{background:#e3eaf5;color:#42526b}
.sends{display:flex;flex-wrap:wrap;gap:4px 14px;justify-content:space-between;background:#fff;border-radius:12px;padding:11px 16px;
box-shadow:0 1px 3px #0a2a5a1f;font-size:14.5px}.sends a{font-weight:600}.sends span{color:#66748a}
.send{background:#fff;border-radius:12px;padding:14px 18px;box-shadow:0 1px 3px #0a2a5a1f}.send ol{margin:10px 0 0;padding-left:22px;
font-size:16px;font-weight:600}.send li{margin:5px 0}.send s{font-weight:400;color:#66748a}
.wait{background:#fff;border:1px dashed #9db2cf;border-radius:12px;padding:12px 16px;color:#4a5a70}
.article{background:#fff;padding:clamp(18px,4vw,40px);margin-block:16px 40px;border-radius:12px;font-size:17px;line-height:1.65}
.article h1{font-size:clamp(23px,4.4vw,32px);line-height:1.25}.article .meta{margin:12px 0 18px;font-size:14px}
.article .lead{font-weight:600;margin-bottom:18px}.article figure{margin:0 0 20px}
.article figure img{width:100%;border-radius:8px}.article figcaption{color:#5c6b7f;font-size:14px;text-align:center;
padding-top:7px}.article p,.article ul,.article ol{margin:0 0 14px}.back{display:block;max-width:760px;margin:16px auto 0;padding:0 12px}
.article .thumb{border-radius:8px}@media(max-width:520px){.item{grid-template-columns:1fr}
.item:not(.first) .thumb{aspect-ratio:16/9}}
"""

PLAIN = """
body{background:#f4f5f7}main{max-width:1060px;margin:0 auto;padding:22px 14px 50px}
h1{font-size:clamp(22px,4vw,30px);margin-bottom:6px}.lead{color:#555f6d;margin-bottom:20px;max-width:46em}
.doors{display:grid;gap:16px;grid-template-columns:repeat(auto-fit,minmax(250px,1fr))}
.door{display:block;border-radius:14px;padding:22px;color:#fff;min-height:150px}.door:hover{text-decoration:none;
filter:brightness(1.06)}.door h2{font-size:21px}.door p{opacity:.94;margin-top:6px}.door.f{background:#1460d1}
.door.z{background:#005ae0;background:linear-gradient(120deg,#0058d6,#0b73e6)}.door.c{background:#39424e}
.panels{display:grid;gap:16px;grid-template-columns:repeat(auto-fit,minmax(280px,1fr));margin-top:16px}
.panels section{background:#fff;border-radius:14px;padding:16px 18px;color:#39424e;box-shadow:0 1px 3px #0002}
.panels h2{font-size:16px;margin-bottom:6px}.panels ul{margin:0 0 10px;padding-left:18px}.panels li{margin:4px 0}
.panels p:last-child{margin-top:8px;color:#6a7482;font-size:13px}
.choices{display:flex;gap:8px;margin-bottom:14px;flex-wrap:wrap}.choices a{padding:6px 14px;border-radius:99px;background:#fff;font-weight:600}
.choices .on{background:#39424e;color:#fff}
.scroll{overflow-x:auto;background:#fff;border-radius:12px;box-shadow:0 1px 3px #0002}
table{border-collapse:collapse;width:100%;font-size:13.5px}th{text-align:left;background:#e9ecf1;position:sticky;top:0}
th,td{padding:8px 11px;vertical-align:top;border-bottom:1px solid #e6e8ec}td:nth-child(-n+4){white-space:nowrap}
code,pre{font:12.5px/1.5 ui-monospace,Consolas,"DejaVu Sans Mono",monospace}pre{white-space:pre-wrap;margin:6px 0 0;
max-width:60ch}summary{cursor:pointer;max-width:62ch}.ok,.no,.bad,.fault{border-radius:99px;padding:1px 9px;font-weight:600}
.ok{background:#d9f3e1;color:#0d5a2b}.no{background:#fde4c8;color:#7a3c00}.bad{background:#fbd5d5;color:#8a1212}
.fault{background:#e6defc;color:#46238f;margin-left:5px}
@media(max-width:640px){.door{min-height:0;padding:16px 18px}
thead{display:none}table,tbody,tr,td{display:block}tr{padding:10px 12px;border-bottom:1px solid #e6e8ec}
td,td:nth-child(-n+4){border:0;padding:1px 0;white-space:normal}td:nth-child(-n+4){display:inline-block;margin-right:10px}}
"""

CONSENT = """
body{background:#e9eef6}main{max-width:460px;margin:28px auto;background:#fff;border-radius:16px;padding:26px 26px 22px;
box-shadow:0 8px 30px #0a2a5a24;width:calc(100% - 24px)}
.brand{color:#0068ff;font-weight:800;font-size:20px;margin-bottom:16px}.brand span{color:#5c6b7f;font-weight:500;font-size:15px}
h1{font-size:20px;line-height:1.35;font-weight:600;margin-bottom:16px}
.who{display:flex;gap:12px;align-items:center;background:#f1f5fb;border-radius:12px;padding:12px 14px;margin-bottom:16px}
.who small{display:block;color:#5c6b7f;font-size:13px}.avatar{flex:none;width:46px;height:46px;border-radius:50%;
display:grid;place-items:center;background:#0068ff;color:#fff;font-weight:700}
ul{list-style:none;padding:0;margin:10px 0 20px;display:grid;gap:10px}li{padding-left:28px;position:relative}
li:before{content:"✓";position:absolute;left:4px;color:#0068ff;font-weight:800}li span{display:block;color:#5c6b7f;font-size:14px}
form{display:grid;gap:10px}button{font:inherit;font-weight:600;border:0;border-radius:10px;padding:13px;cursor:pointer;
background:#0068ff;color:#fff}button:hover{background:#0057d8}button.quiet{background:#e9eef6;color:#27364b}
button.quiet:hover{background:#dbe3ef}button:focus-visible{outline:3px solid #f5a524;outline-offset:2px}
.small{color:#5c6b7f;font-size:13.5px;margin-top:16px}
"""
