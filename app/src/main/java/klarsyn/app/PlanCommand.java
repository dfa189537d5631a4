package klarsyn.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import klarsyn.Study;
import klarsyn.app.terminal.Session;
import klarsyn.base.Count;
import klarsyn.data.Cohort;
import klarsyn.plan.Plan;
import klarsyn.plan.json.PlanDescription;
import klarsyn.plan.json.PlanJson;
import klarsyn.plan.nnunet.NnunetPlans;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Plans a training without running it. */
@Command(
        name = "plan",
        description = "Writes a training plan as JSON, to edit and use with train --plan.",
        sortOptions = false,
        footer = {
            "",
            "The plan is written to standard output, its reasons to standard error.",
            "",
            "Example: klarsyn plan Task04_Hippocampus --minutes 5 > plan.json"
        })
final class PlanCommand implements Callable<Integer> {

    private final Session session;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DATA", description = "Data set folder.")
    private Path data;

    @Mixin
    private DataSet dataSet;

    @Mixin
    private StudyOptions options;

    @Option(
            names = "--from",
            paramLabel = "PLANS",
            description = "A plans.json file of nnU-Net to follow. --configuration selects its configuration;"
                    + " default: 3d_fullres, or 2d for pictures.")
    private @Nullable Path from;

    @Option(
            names = "--nnunet",
            description = "Writes a plans.json file of nnU-Net with all configurations of a preset; requires --preset"
                    + " nnunet, resenc-m, resenc-l or resenc-xl.")
    private boolean nnunet;

    @Option(names = "--json", description = "Omits the reasons on standard error.")
    private boolean json;

    PlanCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        options.time();
        requireCompatibleOptions();
        Cohort cohort = dataSet.open(data);
        session.log("reading %s, then measuring configurations"
                .formatted(Count.of(cohort.cases().size(), "case")));
        Study study = Study.of(cohort).startedAt(session.startedAt());
        if (nnunet) {
            session.print(options.applyTo(study).nnunetPlans().json().indented().stripTrailing());
        } else {
            print(plan(study));
        }
        return 0;
    }

    private Plan plan(Study study) {
        if (from == null) {
            return options.applyTo(study).plan();
        }
        NnunetPlans nnunetPlans = NnunetPlans.read(from);
        return options.limit(study)
                .plan(nnunetPlans, options.configuration().orElseGet(nnunetPlans::firstConfiguration));
    }

    private void print(Plan plan) {
        if (!json) {
            PlanDescription.of(plan).forEach(session::log);
        }
        session.print(PlanJson.write(plan).stripTrailing());
    }

    private void requireCompatibleOptions() {
        if (nnunet && options.typed("--preset").isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--nnunet requires a preset of nnU-Net, such as --preset nnunet");
        }
        if (from != null && (nnunet || !options.typed("--preset", "--network").isEmpty())) {
            throw new ParameterException(
                    spec.commandLine(), "--from cannot be combined with --preset, --network or --nnunet");
        }
    }
}
