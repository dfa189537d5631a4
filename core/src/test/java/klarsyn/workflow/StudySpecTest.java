package klarsyn.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import klarsyn.base.ExistingResults;
import klarsyn.base.PlanException;
import klarsyn.base.Stop;
import klarsyn.data.Case;
import klarsyn.data.Cohort;
import klarsyn.data.Part;
import klarsyn.data.Source;
import klarsyn.data.Task;
import klarsyn.data.file.Kind;
import klarsyn.data.split.Division;
import klarsyn.nn.UNetStyle;
import klarsyn.plan.Budget;
import klarsyn.plan.Recipe;
import klarsyn.plan.TinyPlans;
import klarsyn.plan.rules.PlanningCases;
import klarsyn.tensor.Resources;
import org.junit.jupiter.api.Test;

class StudySpecTest {

    private static final StudySpec USUAL = StudySpec.of(PlanningCases.cohort("MRI", "a"));

    @Test
    void by_default_a_study_takes_five_minutes_with_patients_apart() {
        assertThat(USUAL.budget()).isEqualTo(Budget.minutes(5));
        assertThat(USUAL.seed()).isZero();
        assertThat(USUAL.division()).isEqualTo(new Division.HeldOut(Division.Unit.PATIENT));
        assertThat(USUAL.recipe()).isEqualTo(Recipe.KLARSYN);
        assertThat(USUAL.givenPlan()).isEmpty();
        assertThat(USUAL.existingResults()).isEqualTo(ExistingResults.KEEP);
        assertThat(USUAL.workers().threads()).isEqualTo(USUAL.resources().cores());
    }

    @Test
    void a_change_of_one_setting_leaves_the_others() {
        List<UnaryOperator<StudySpec>> changes = List.of(
                spec -> spec.withBudget(Budget.iterations(3)),
                spec -> spec.withSeed(4),
                spec -> spec.withStart(Instant.EPOCH),
                spec -> spec.withDivision(new Division.Fold(Division.Unit.CASE, 1, 3)),
                spec -> spec.withRecipe(new Recipe.Own(UNetStyle.Blocks.RESIDUAL_ENCODER)),
                spec -> spec.withPlan(TinyPlans.isotropic()),
                spec -> spec.withExistingResults(ExistingResults.REPLACE),
                spec -> spec.withResources(new Resources(77, Resources.Accelerator.NEVER)),
                spec -> spec.withStop(Stop.never()));
        StudySpec forwards = USUAL;
        for (UnaryOperator<StudySpec> change : changes) {
            forwards = change.apply(forwards);
        }
        StudySpec backwards = USUAL;
        for (UnaryOperator<StudySpec> change : changes.reversed()) {
            backwards = change.apply(backwards);
        }

        assertThat(forwards.withStop(backwards.stop())).isEqualTo(backwards);
        assertThat(forwards.reading()).isSameAs(USUAL.reading());
        assertThat(forwards.seed()).isEqualTo(4);
        assertThat(forwards.givenPlan()).contains(TinyPlans.isotropic());
    }

    @Test
    void the_time_limit_starts_once() {
        StudySpec begun = USUAL.begun();

        assertThat(begun.start()).isEqualTo(begun.startedAt());
        assertThat(begun.begun()).isEqualTo(begun);
        assertThat(USUAL.withStart(Instant.EPOCH).begun().start()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void a_number_of_steps_has_no_time_limit() {
        RunClock clock = new RunClock(USUAL.withBudget(Budget.iterations(10)).withStart(Instant.EPOCH));

        assertThat(clock.trainingSeconds(1000)).isEqualTo(Double.POSITIVE_INFINITY);
    }

    @Test
    void the_time_of_the_training_excludes_what_passed_and_what_follows() {
        Instant hourAgo = Instant.now().minusSeconds(3600);
        RunClock clock = new RunClock(USUAL.withBudget(Budget.minutes(120)).withStart(hourAgo));

        assertThat(clock.trainingSeconds(0)).isBetween(3000.0, 3594.0);
        assertThat(clock.trainingSeconds(1000)).isBetween(2000.0, 2594.0);
    }

    @Test
    void an_exceeded_time_limit_leaves_less_than_nothing() {
        assertThat(new RunClock(USUAL.withStart(Instant.EPOCH)).trainingSeconds(0))
                .isNegative();
    }

    private static StudySpec of(Kind kind, Case.Target target, Optional<Task> task) {
        Case one = new Case("a", "a", List.of(new Source.ImageFile(Path.of("a.nii"))), target, Part.ANY);
        return StudySpec.of(new Cohort(
                "Test",
                Path.of("cohort"),
                "made for a test",
                kind,
                task,
                Cohort.channels(List.of("CT")),
                List.of(one),
                List.of()));
    }

    @Test
    void the_workflow_is_that_of_the_task() {
        Task.Classification animals = new Task.Classification("animal", List.of("cat", "dog"));

        assertThat(Workflows.of(USUAL)).isInstanceOf(SegmentationWorkflow.class);
        assertThat(Workflows.of(of(Kind.PICTURE, new Case.Target.Category("cat"), Optional.of(animals))))
                .isInstanceOf(ClassificationWorkflow.class);
    }

    @Test
    void tasks_that_cannot_be_trained_are_rejected_with_the_supported_ones() {
        Task.Classification animals = new Task.Classification("animal", List.of("cat", "dog"));
        assertRejected(of(Kind.VOLUME, new Case.Target.Unknown(), Optional.empty()), "no case has a target");
        assertRejected(
                of(Kind.VOLUME, new Case.Target.Category("cat"), Optional.of(animals)),
                "only classification of pictures can be trained",
                "each case has one of 2 classes");
        assertRejected(
                of(Kind.VOLUME, new Case.Target.Quantity(3), Optional.of(new Task.Regression("age"))),
                "segmentation and classification of pictures",
                "each case has a number, age");
    }

    private static void assertRejected(StudySpec spec, String... parts) {
        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> Workflows.of(spec))
                .satisfies(rejection ->
                        assertThat(rejection.getMessage()).contains(parts).contains("cohort"));
    }

    @Test
    void nnunet_plans_no_classification() {
        StudySpec pictures = of(
                Kind.PICTURE,
                new Case.Target.Category("cat"),
                Optional.of(new Task.Classification("animal", List.of("cat", "dog"))));

        assertThatExceptionOfType(PlanException.class)
                .isThrownBy(() -> new StudyPlanning(pictures).nnunetPlans())
                .withMessageContaining("nnU-Net segments, but the data set has no label maps");
    }
}
