package klarsyn.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import klarsyn.base.Figure;
import klarsyn.base.Interval;
import klarsyn.base.Measure;
import klarsyn.base.Seed;
import klarsyn.base.Stop;
import klarsyn.base.Workers;
import klarsyn.data.Cohort;
import klarsyn.image.Shape;
import klarsyn.image.Spacing;
import klarsyn.model.CaseHashes;
import klarsyn.model.LoadedCheckpoint;
import klarsyn.model.ModelFile;
import klarsyn.model.Provenance;
import klarsyn.phantom.PhantomRecipe;
import klarsyn.phantom.Phantoms;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.TinyPlans;
import klarsyn.tensor.Algorithms;
import klarsyn.tensor.Resources;
import klarsyn.train.patch.PatchSampler;
import klarsyn.train.patch.PreparedCases;
import klarsyn.train.patch.SegmentationObjective;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {

    private static final PhantomRecipe RECIPE =
            PhantomRecipe.DEFAULT.withGrid(new Shape(24, 24, 16), new Spacing(1.7, 2, 3));

    @TempDir
    private Path folder;

    /** Whether libtorch used deterministic algorithms at each validation. */
    private final List<Boolean> deterministic = new ArrayList<>();

    /** The step of the model that is kept, where validations after each step give these scores. */
    private long keptOf(double... scores) {
        Cohort cohort = Phantoms.write(folder.resolve("data"), 2, RECIPE, Seed.of(1));
        SegmentationPlan plan = TinyPlans.isotropic();
        Deque<Double> coming = new ArrayDeque<>();
        for (double score : scores) {
            coming.add(score);
        }
        List<TrainingEvent> events = new ArrayList<>();
        TrainingJob job = new TrainingJob(
                plan.withOptimization(plan.optimization().withSteps(scores.length)),
                Seed.of(1),
                0,
                (network, lanes) -> {
                    deterministic.add(Algorithms.areDeterministic());
                    return new Figure(
                            Measure.DICE, new Interval(coming.element(), coming.element(), coming.remove(), 2));
                },
                0,
                folder,
                new Provenance("test", 1, 0, 0, "test", CaseHashes.UNKNOWN, Interval.NONE),
                events::add,
                Resources.available(),
                Stop.never());
        try (PreparedCases cases = PreparedCases.of(
                cohort.cases(),
                plan.preprocessing(),
                cohort.structures().orElseThrow(),
                folder.resolve("cache"),
                new Workers(1))) {
            Trainer.Trained trained = Trainer.train(
                    job,
                    new Fitting<>(
                            new PatchSampler(cases, plan.patch(), plan.augmentation(), 2, Seed.of(1)),
                            new SegmentationObjective(plan)));
            assertThat(trained.validation().mean()).isEqualTo(scores[scores.length - 1]);
            try (LoadedCheckpoint kept = ModelFile.readCheckpoint(trained.model())) {
                return Trainer.stepOf(kept);
            }
        }
    }

    @Test
    void the_last_model_is_kept_regardless_of_validation() {
        assertThat(keptOf(0.5, 0.8, 0.3, 0.4)).isEqualTo(4);
    }

    @Test
    void training_by_steps_is_deterministic_and_restores_the_mode_of_the_process() {
        boolean before = Algorithms.areDeterministic();
        keptOf(0.5, 0.8);
        assertThat(deterministic).isNotEmpty().containsOnly(true);
        assertThat(Algorithms.areDeterministic()).isEqualTo(before).isFalse();
    }
}
