package klarsyn.plan.json;

import static org.assertj.core.api.Assertions.assertThat;

import klarsyn.base.Where;
import klarsyn.data.label.Labels;
import klarsyn.plan.SegmentationPlan;
import klarsyn.plan.TinyPlans;
import klarsyn.prepare.Preprocessing;
import org.junit.jupiter.api.Test;

/** Plans of the second version keep their meaning. */
class FormatTwoTest {

    private static final Where FILE = Where.of("old plan");

    private static String old(SegmentationPlan plan) {
        return PlanJson.write(plan)
                .replace("\"kind\" : \"segmentation\",\n  \"format\" : 3", "\"format\" : 2")
                .replace("\"labels\" : [ \"front\", \"back\" ]", """
                    "task" : { "kind" : "segmentation", "labels" : [ "front", "back" ] }\
                    """)
                .replace("\"optimization\"", "\"optimisation\"")
                .replace("\"normalized\"", "\"normalised\"")
                .replace("\"initialization\"", "\"initialisation\"")
                .replace("optimization.", "optimisation.");
    }

    @Test
    void a_plan_of_format_2_keeps_its_meaning() {
        SegmentationPlan plan = TinyPlans.isotropic();
        String old = old(plan);

        assertThat(old).contains("optimisation", "normalised", "initialisation", "\"task\"");
        assertThat(PlanJson.read(old, FILE)).isEqualTo(plan);
        assertThat(plan.labels()).isEqualTo(Labels.of("front", "back"));
        assertThat(plan.preprocessing().normalized()).isEqualTo(Preprocessing.Normalized.AFTER_RESIZING);
    }
}
