package klarsyn.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import klarsyn.data.Cohort;
import klarsyn.preflight.Preflight;
import klarsyn.tensor.Engine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Looks at data before time is spent on it. */
@Command(
        name = "inspect",
        description = "Reads every case of a data set, or one image, and tells what was understood and what is wrong.",
        sortOptions = false,
        footer = {
            "",
            "Ends with 2 if something is wrong that training could not go on with.",
            "",
            "Example: klarsyn inspect Task04_Hippocampus",
            "         klarsyn inspect scan.nii.gz"
        })
final class InspectCommand implements Callable<Integer> {

    private final Session session;

    @Parameters(index = "0", paramLabel = "DATA", description = "Folder of a data set, or an image.")
    private Path data;

    @Mixin
    private DataSet dataSet;

    @Option(names = "--json", description = "One JSON object instead of words.")
    private boolean json;

    InspectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return Files.isRegularFile(data) ? image() : cohort();
    }

    private int image() {
        ImageFacts facts = ImageFacts.read(data);
        if (json) {
            session.print(facts.json());
        } else {
            facts.print(session);
        }
        return facts.isSound() ? 0 : Faults.USER;
    }

    private int cohort() {
        Cohort cohort = dataSet.open(data);
        session.say("reading " + Figures.count(cohort.cases().size(), "case"));
        CohortFacts facts = new CohortFacts(cohort, Preflight.scan(cohort, Engine.cores()));
        if (json) {
            session.print(facts.json());
        } else {
            facts.print(session);
        }
        return facts.isSound() ? 0 : Faults.USER;
    }
}
