package klarsyn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import klarsyn.base.Seed;
import org.junit.jupiter.api.Test;

class EpochOrderTest {

    private static List<Integer> epoch(EpochOrder order, int cases, int epoch) {
        return LongStream.range((long) cases * epoch, (long) cases * (epoch + 1))
                .mapToObj(order::at)
                .toList();
    }

    @Test
    void each_case_occurs_once_per_epoch() {
        EpochOrder order = new EpochOrder(17, Seed.of(1));

        for (int epoch = 0; epoch < 4; epoch++) {
            assertThat(epoch(order, 17, epoch))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 17).boxed().toList());
        }
    }

    @Test
    void epochs_have_different_orders() {
        EpochOrder order = new EpochOrder(17, Seed.of(1));

        assertThat(IntStream.range(0, 5).mapToObj(epoch -> epoch(order, 17, epoch)))
                .doesNotHaveDuplicates();
    }

    @Test
    void the_order_depends_only_on_the_seed() {
        assertThat(epoch(new EpochOrder(17, Seed.of(1)), 17, 3))
                .isEqualTo(epoch(new EpochOrder(17, Seed.of(1)), 17, 3));
        assertThat(epoch(new EpochOrder(17, Seed.of(1)), 17, 3))
                .isNotEqualTo(epoch(new EpochOrder(17, Seed.of(2)), 17, 3));
    }

    @Test
    void a_resumed_run_that_starts_in_the_middle_gets_the_same_cases() {
        EpochOrder whole = new EpochOrder(17, Seed.of(1));
        List<Integer> unbroken = LongStream.range(0, 100).mapToObj(whole::at).toList();

        EpochOrder resumed = new EpochOrder(17, Seed.of(1));

        assertThat(LongStream.range(61, 100).mapToObj(resumed::at))
                .containsExactlyElementsOf(unbroken.subList(61, 100));
    }

    @Test
    void samples_may_be_requested_in_any_order() {
        EpochOrder order = new EpochOrder(5, Seed.of(1));
        List<Integer> forwards = LongStream.range(0, 60).mapToObj(order::at).toList();

        for (int number = 59; number >= 0; number--) {
            assertThat(order.at(number)).isEqualTo(forwards.get(number));
        }
    }

    @Test
    void a_single_case_is_repeated() {
        assertThat(epoch(new EpochOrder(1, Seed.of(1)), 1, 1_000_000)).containsExactly(0);
    }

    @Test
    void an_order_without_cases_is_rejected() {
        assertThatThrownBy(() -> new EpochOrder(0, Seed.of(1))).isInstanceOf(IllegalArgumentException.class);
    }
}
