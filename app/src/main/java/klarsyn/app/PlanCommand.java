package klarsyn.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import klarsyn.Study;
import klarsyn.data.Cohort;
import klarsyn.plan.Plan;
import klarsyn.plan.PlanJson;
import klarsyn.plan.PlanWords;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Plans without training. */
@Command(
        name = "plan",
        description = "Writes what training would do as JSON, to be read, edited and given to train --plan.",
        sortOptions = false,
        footer = {
            "",
            "The plan goes to standard output, the reasons for it to standard error.",
            "",
            "Example: klarsyn plan Task04_Hippocampus --minutes 5 > plan.json"
        })
final class PlanCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "DATA", description = "Folder of the data set.")
    private Path data;

    @Mixin
    private DataSet dataSet;

    @Mixin
    private Wishes wishes;

    @Option(names = "--json", description = "Leaves the reasons on standard error out.")
    private boolean json;

    PlanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        wishes.time();
        Cohort cohort = dataSet.open(data);
        session.say("reading %s, then trying ways to compute"
                .formatted(Figures.count(cohort.cases().size(), "case")));
        Study study = wishes.applyTo(Study.of(cohort)).startedAt(session.startedAt());
        Plan plan = study.plan();
        if (!json) {
            PlanWords.of(plan).forEach(session::say);
        }
        session.print(PlanJson.write(plan).stripTrailing());
        return 0;
    }
}
