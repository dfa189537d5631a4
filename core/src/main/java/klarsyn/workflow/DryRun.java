package klarsyn.workflow;

import klarsyn.data.split.Split;
import klarsyn.plan.Plan;

/**
 * A measured estimate of time and memory around training, with an untrained network on one case. Errors that would
 * occur after training occur now.
 *
 * @param preparing     seconds to prepare a training case
 * @param testing       seconds to read, predict, score and write a case in one lane of the test
 * @param comparing     seconds to read a case and compare it with the baseline
 * @param cores         of the test's lanes
 * @param parallelCases number of cases that fit into memory, at most one per core; 0 for one in smaller tiles
 */
record DryRun(double preparing, double testing, double comparing, int parallelCases, int cores) {

    /** The best, the median and the worst case are read again for their pictures. */
    private static final int SHOWN = 3;

    /** Estimated seconds for preparing the cases and from the end of training to the report. */
    double secondsAroundTraining(Plan plan, Split split) {
        return preparing * split.train().size() / Math.max(1, parallelCases) + secondsAfterTraining(plan, split);
    }

    /** Seconds from the end of training to the report: last validation, test and baseline. */
    double secondsAfterTraining(Plan plan, Split split) {
        int tested = split.test().size();
        int lanes = CaseEvaluator.lanes(parallelCases, tested, plan.compute().device(), cores);
        int read = split.train().size() + tested + SHOWN;
        return validating(plan, split) + Math.ceilDiv(tested, lanes) * testing + read * comparing;
    }

    /** Seconds to score the validation cases in the lanes of the training. */
    double validating(Plan plan, Split split) {
        int lanes = Math.max(1, Math.min(parallelCases, plan.compute().lanes()));
        return Math.ceilDiv(split.validation().size(), lanes) * testing;
    }
}
