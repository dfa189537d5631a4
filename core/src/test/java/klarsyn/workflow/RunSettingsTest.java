package klarsyn.workflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import klarsyn.base.DataException;
import klarsyn.data.split.Division;
import klarsyn.nn.UNetStyle;
import klarsyn.plan.Budget;
import klarsyn.plan.Plan;
import klarsyn.plan.Recipe;
import klarsyn.plan.TinyPlans;
import klarsyn.plan.rules.PlanningCases;
import klarsyn.workflow.RunSettings.PlanSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSettingsTest {

    private static final Plan PLAN = TinyPlans.isotropic();

    private static final StudySpec STUDY = StudySpec.of(PlanningCases.cohort("MRI", "a"))
            .withBudget(Budget.iterations(50).withMemory(1L << 31))
            .withSeed(3)
            .withDivision(new Division.HeldOut(Division.Unit.CASE))
            .withRecipe(new Recipe.Own(UNetStyle.Blocks.RESIDUAL_ENCODER));

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("run.json");
    }

    @Test
    void settings_are_those_of_the_study() {
        RunSettings settings = RunSettings.of(STUDY);

        assertThat(settings.unit()).isEqualTo(Division.Unit.CASE);
        assertThat(settings.seed()).isEqualTo(3);
        assertThat(settings.budget()).isEqualTo(STUDY.budget());
        assertThat(settings.recipe()).isEqualTo(STUDY.recipe());
        assertThat(settings.plan()).isEqualTo(PlanSource.MADE);
        assertThat(RunSettings.of(STUDY.withPlan(PLAN)).plan()).isEqualTo(PlanSource.GIVEN);
    }

    @Test
    void settings_come_back_as_they_were_written() {
        RunSettings.of(STUDY).write(file());

        assertThat(RunSettings.read(file())).isEqualTo(RunSettings.of(STUDY));
    }

    @Test
    void a_resumed_run_has_the_settings_that_it_was_started_with() {
        RunSettings.of(STUDY).write(file());
        StudySpec other = StudySpec.of(PlanningCases.cohort("MRI", "a")).withSeed(99);

        StudySpec resumed = RunSettings.begun(other, file(), PLAN);

        assertThat(RunSettings.of(resumed)).isEqualTo(RunSettings.of(STUDY));
        assertThat(resumed.cohort()).isSameAs(other.cohort());
        assertThat(resumed.givenPlan()).isEmpty();
    }

    @Test
    void a_resumed_run_with_a_given_plan_has_this_plan() {
        RunSettings.of(STUDY.withPlan(PLAN)).write(file());

        assertThat(RunSettings.begun(STUDY, file(), PLAN).givenPlan()).contains(PLAN);
    }

    @Test
    void a_run_without_settings_has_those_of_the_study() {
        assertThat(RunSettings.begun(STUDY, file(), PLAN)).isSameAs(STUDY);
    }

    @Test
    void a_fold_has_the_settings_of_its_cross_validation() {
        RunSettings.of(STUDY).write(file());
        StudySpec fold = STUDY.withSeed(4).withDivision(new Division.Fold(Division.Unit.PATIENT, 0, 5));

        assertThat(RunSettings.begun(fold, file(), PLAN)).isSameAs(fold);
    }

    @Test
    void damaged_settings_are_rejected_with_their_file() throws IOException {
        RunSettings.of(STUDY).write(file());
        Files.writeString(file(), Files.readString(file()).replace("\"MADE\"", "\"FOUND\""));

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> RunSettings.begun(STUDY, file(), PLAN))
                .withMessageContaining(file().toString())
                .withMessageContaining("\"FOUND\" is unknown")
                .withMessageContaining("start the run again in another folder");
    }
}
