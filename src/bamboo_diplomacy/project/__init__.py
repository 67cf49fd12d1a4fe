"""The capstone: a programme of cultural diplomacy that a student designs for one member of ASEAN.

``conditions`` says what the parts of a project must meet, `measures` works out the figures behind them, and `brief`
lays a project out on one page. A project has six parts:

============ ======================================================================================================
part         what it holds
============ ======================================================================================================
`audience`   code of a member (``asean_members``), neither Viet Nam nor the worked example
`group`      whom it is for: a code of ``cultural_activities.audiences``
`objective`  what for: a code of ``cultural_objectives``
`programme`  ids of ``synthetic_programmes``; their costs and effects are invented
`indicators` a list of dictionaries: name, kind, baseline, target, unit, year
`evaluation` a dictionary: design, comparison, waves, smallest_effect, per_group
============ ======================================================================================================
"""
