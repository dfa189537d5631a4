package klarsyn.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import klarsyn.Study;
import klarsyn.app.terminal.Session;
import klarsyn.base.Count;
import klarsyn.data.Cohort;
import klarsyn.plan.Plan;
import klarsyn.plan.PlanJson;
import klarsyn.plan.PlanWords;
import klarsyn.plan.nnunet.NnunetPlans;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

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

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DATA", description = "Folder of the data set.")
    private Path data;

    @Mixin
    private DataSet dataSet;

    @Mixin
    private Wishes wishes;

    @Option(
            names = "--from",
            paramLabel = "PLANS",
            description = "A plans.json of nnU-Net to be followed, in the configuration that --configuration names;"
                    + " default: 3d_fullres, or 2d for pictures.")
    private @Nullable Path from;

    @Option(
            names = "--nnunet",
            description =
                    "Writes a plans.json of nnU-Net instead, with all configurations of a preset: give --preset nnunet,"
                            + " resenc-m, resenc-l or resenc-xl with it.")
    private boolean nnunet;

    @Option(names = "--json", description = "Leaves the reasons on standard error out.")
    private boolean json;

    PlanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        wishes.time();
        requireOneWish();
        Cohort cohort = dataSet.open(data);
        session.log("reading %s, then trying ways to compute"
                .formatted(Count.of(cohort.cases().size(), "case")));
        Study study = Study.of(cohort).startedAt(session.startedAt());
        if (nnunet) {
            session.print(wishes.applyTo(study).nnunetPlans().json().indented().stripTrailing());
        } else {
            tell(plan(study));
        }
        return 0;
    }

    private Plan plan(Study study) {
        if (from == null) {
            return wishes.applyTo(study).plan();
        }
        NnunetPlans theirs = NnunetPlans.read(from);
        return wishes.bound(study).plan(theirs, wishes.configuration().orElseGet(theirs::firstConfiguration));
    }

    private void tell(Plan plan) {
        if (!json) {
            PlanWords.of(plan).forEach(session::log);
        }
        session.print(PlanJson.write(plan).stripTrailing());
    }

    private void requireOneWish() {
        if (nnunet && wishes.typed("--preset").isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--nnunet writes what a preset of nnU-Net's plans: give --preset nnunet with it");
        }
        if (from != null && (nnunet || !wishes.typed("--preset", "--network").isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(), "--from says what is planned: leave --preset, --network and --nnunet out");
        }
    }
}
