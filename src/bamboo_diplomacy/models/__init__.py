"""The discipline's models as pure functions and frozen dataclasses: no widgets, no files, nothing else of ours.

A notebook takes the one that it needs: ``from bamboo_diplomacy.models import trade``.

================ ============================================================================================
module           what it models
================ ============================================================================================
agreement        agreement of two coders beyond chance
alignment        who votes like whom: distances between ideal points, trends, nearest neighbours
composite        an index of several indicators: normalisation, weights, mean, ranks and how firm they are
concentration    how far a whole rests on few partners: Herfindahl-Hirschman, normalised, effective number
coverage         which combinations of codes a set of activities covers, and which it leaves out
diffusion        how far word spreads over ties from chosen seeds: the independent cascade
distance         how far two profiles of groups lie apart
diversity        how diverse a population is, and how many groups count
evaluation       did a programme work: before and after, difference in differences, invented surveys
flows            flows per head, and the years that are missing
hedging          balance, bandwagon or hedge under rising polarization, with the Nos as constraints
ladder           who stood on which rung of partnership at a date, and what one step changed
network          who stands between whom, and which pairs lose contact when an actor is gone
portfolio        which programmes a budget should pay for: the best choice, the quick one, a bound
rank_correlation agreement of two rankings: Spearman's rho, Kendall's tau-b
sampling         how far a survey can be trusted: margin of error, sample size, intervals of a share
sequencing       which dimension of a relation opened first, and how far two orders of opening differ
trade            growth, balance, growth around an event, the gap between two states' books
trust_game       trust between two former adversaries as a repeated prisoner's dilemma with errors and a past
================ ============================================================================================

A wrong input raises `errors.ModelError`, a sentence that says what to do.
"""
