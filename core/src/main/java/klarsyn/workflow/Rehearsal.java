package klarsyn.workflow;

import klarsyn.data.Split;
import klarsyn.plan.Plan;

/**
 * What comes around training, done with an untrained network on one case: what would fail after an hour fails now, and the
 * time that it will take is known.
 *
 * @param preparing     seconds to prepare a training case
 * @param testing       seconds to read, predict, score and write a case in one of the test's lanes
 * @param comparing     seconds to read a case and to compare it with the baseline
 * @param cores         of the test's lanes
 * @param parallelCases cases that memory holds at a time, at most one per core; 0 for one in smaller tiles
 */
record Rehearsal(double preparing, double testing, double comparing, int parallelCases, int cores) {

    /** The best, the median and the worst case are read once more, for their pictures. */
    private static final int SHOWN = 3;

    /** Seconds of preparing the cases, about; and from the end of the training to the report. */
    double secondsAroundTraining(Plan plan, Split split) {
        return preparing * split.train().size() / Math.max(1, parallelCases) + secondsAfterTraining(plan, split);
    }

    /** Seconds from the end of the training to the report: its last validation, the test, the baseline. */
    double secondsAfterTraining(Plan plan, Split split) {
        int tested = split.test().size();
        int lanes = CaseEvaluator.lanes(parallelCases, tested, plan.compute().device(), cores);
        int read = split.train().size() + tested + SHOWN;
        return validating(plan, split) + Math.ceilDiv(tested, lanes) * testing + read * comparing;
    }

    /** Seconds that scoring the validation cases takes in the lanes of the training. */
    double validating(Plan plan, Split split) {
        int lanes = Math.max(1, Math.min(parallelCases, plan.compute().lanes()));
        return Math.ceilDiv(split.validation().size(), lanes) * testing;
    }
}
