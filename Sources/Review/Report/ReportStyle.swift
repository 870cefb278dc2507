// How a report looks: light or dark as the reader has it, from a telephone's width on.

enum ReportStyle {
    static let css = """
        :root { --ink:#1d1d24; --soft:#62626e; --line:#dcdce3; --paper:#fbfbfc; --card:#fff; --good:#2f7d4f; --bad:#c8452f; --blue:#2563b8;
          --c0:#8a7f78; --c1:#a9acb8; --c2:#4f9d57; --c3:#3b82d6; --c4:#e0921a; }
        @media (prefers-color-scheme: dark) { :root { --ink:#e9e9f0; --soft:#9c9caa; --line:#33333f; --paper:#14141a; --card:#1c1c24;
          --good:#7fcb7f; --bad:#ff7a6b; --blue:#5fafff; --c0:#8a7f78; --c1:#c6c8d0; --c2:#7fcb7f; --c3:#5fafff; --c4:#ffb43c; } }
        * { box-sizing:border-box; }
        html { -webkit-text-size-adjust:100%; }
        body { margin:0; background:var(--paper); color:var(--ink); font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif; font-variant-numeric:tabular-nums; }
        main { max-width:960px; margin:0 auto; padding:32px 20px 64px; }
        h1 { font-size:clamp(1.4rem,4.5vw,2.1rem); line-height:1.15; margin:.1em 0; letter-spacing:-.015em; }
        h2 { font-size:1.15rem; margin:0 0 14px; letter-spacing:-.005em; }
        h3 { font-size:1rem; margin:0 0 4px; } h3 small { font-weight:400; color:var(--soft); }
        p { margin:.35em 0; } .sub, .frame { color:var(--soft); font-size:.875rem; }
        .over { color:var(--soft); font-size:.75rem; letter-spacing:.09em; text-transform:uppercase; margin:0; }
        section { border-top:1px solid var(--line); padding:28px 0 8px; margin-top:28px; }
        .lead { display:flex; flex-wrap:wrap; align-items:baseline; gap:4px 18px; margin:20px 0 18px; }
        .error b { font-size:clamp(2.8rem,11vw,4.6rem); line-height:1; letter-spacing:-.035em; } .error span { color:var(--soft); margin-left:.4em; font-size:1.1rem; }
        .tiles { display:flex; flex-wrap:wrap; gap:1px; margin:0; background:var(--line); border:1px solid var(--line); border-radius:10px; overflow:hidden; }
        .tiles div { flex:1 1 148px; background:var(--card); padding:10px 14px; } dt { color:var(--soft); font-size:.78rem; } dd { margin:0; font-size:1.25rem; font-weight:600; }
        .scroll { overflow-x:auto; -webkit-overflow-scrolling:touch; }
        .matrix { border-collapse:separate; border-spacing:3px; width:100%; min-width:560px; font-size:.9rem; }
        .matrix th { font-weight:500; color:var(--soft); padding:4px 6px; text-align:right; } .matrix th[scope=row] { text-align:left; color:var(--ink); }
        .matrix .corner { font-size:.72rem; color:var(--soft); } .matrix .cell { text-align:center; padding:9px 6px; border-radius:6px; min-width:48px; }
        .matrix .right { background:color-mix(in srgb, var(--good) calc(var(--s) * .55), var(--card)); font-weight:600; }
        .matrix .wrong { background:color-mix(in srgb, var(--bad) calc(var(--s) * .75), var(--card)); }
        .matrix .none { color:var(--soft); opacity:.55; } .rate { text-align:right; padding:0 6px; }
        svg text { fill:var(--soft); font-size:12px; } svg { display:block; } svg.wide { width:100%; min-width:480px; }
        .split { display:grid; grid-template-columns:minmax(0,370px) 1fr; gap:12px 28px; align-items:center; } .split svg { width:100%; max-width:370px; }
        .grid { stroke:var(--line); } .ideal { stroke:var(--soft); stroke-dasharray:5 5; } .line { fill:none; stroke:var(--blue); stroke-width:1.5; opacity:.5; }
        circle.dot { fill:var(--blue); fill-opacity:.85; } circle.raw { fill:none; stroke:var(--bad); stroke-width:1.5; opacity:.75; }
        polyline { fill:none; stroke-width:2.5; stroke-linejoin:round; } polyline.scenes { stroke:var(--bad); } polyline.shots { stroke:var(--blue); } polyline.random { stroke:var(--soft); stroke-dasharray:4 5; }
        circle.scenes { fill:var(--bad); } circle.shots { fill:var(--blue); } circle.random { fill:var(--soft); }
        .legend { display:flex; flex-wrap:wrap; gap:4px 18px; font-size:.875rem; align-items:center; margin-top:10px; }
        .key { display:inline-block; width:.75em; height:.75em; border-radius:50%; margin-right:.4em; vertical-align:-.02em; }
        .key.scenes { background:var(--bad); } .key.shots, .key.dot { background:var(--blue); } .key.random { background:var(--soft); } .key.raw { border:1.5px solid var(--bad); }
        .episode { margin:0 0 16px; } .bar { display:grid; grid-template-columns:76px 1fr; align-items:center; gap:8px; margin:4px 0; font-size:.8rem; color:var(--soft); }
        .bar svg { border-radius:5px; background:var(--line); overflow:hidden; } svg text.in { fill:#14141a; font-size:11px; font-weight:600; }
        rect.c0 { fill:var(--c0); } rect.c1 { fill:var(--c1); } rect.c2 { fill:var(--c2); } rect.c3 { fill:var(--c3); } rect.c4 { fill:var(--c4); }
        .chip { display:inline-block; padding:1px 9px; border-radius:99px; font-size:.8rem; font-weight:600; color:#14141a; }
        .chip.c0 { background:var(--c0); } .chip.c1 { background:var(--c1); } .chip.c2 { background:var(--c2); } .chip.c3 { background:var(--c3); } .chip.c4 { background:var(--c4); }
        .cards { display:grid; grid-template-columns:repeat(auto-fill,minmax(230px,1fr)); gap:16px; margin-top:14px; }
        figure { margin:0; background:var(--card); border:1px solid var(--line); border-radius:10px; overflow:hidden; } figure img { display:block; width:100%; aspect-ratio:16/9; object-fit:cover; }
        .missing { aspect-ratio:16/9; display:grid; place-items:center; color:var(--soft); background:var(--line); } figcaption { padding:10px 12px; } figcaption p { margin:.15em 0; } .frame { font-family:ui-monospace,monospace; overflow-wrap:anywhere; }
        @media (max-width:640px) { main { padding:20px 14px 48px; } .split { grid-template-columns:1fr; } .cards { grid-template-columns:repeat(auto-fill,minmax(150px,1fr)); gap:10px; } .tiles div { flex-basis:40%; } .matrix { font-size:.8rem; min-width:520px; border-spacing:2px; } .matrix .cell { min-width:38px; padding:8px 3px; } .matrix th { padding:4px 3px; } }
        """
}
