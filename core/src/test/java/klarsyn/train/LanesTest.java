package klarsyn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LanesTest {

    @Test
    void a_phase_ends_when_every_lane_has_finished() {
        List<Integer> done = Collections.synchronizedList(new ArrayList<>());
        try (Lanes lanes = Lanes.open(2, 1)) {
            assertThatThrownBy(() -> lanes.each(lane -> {
                        if (lane == 0) {
                            throw new IllegalArgumentException("the first fails");
                        }
                        return done.add(lane);
                    }))
                    .hasMessage("the first fails");
            assertThat(done).containsExactly(1);
            assertThat(lanes.each(lane -> lane + 1)).containsExactly(1, 2);
        }
    }

    @Test
    void an_interrupted_caller_waits_for_running_lanes() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        try (Lanes lanes = Lanes.open(1, 1)) {
            Thread caller = Thread.ofPlatform().start(() -> {
                try {
                    lanes.each(_ -> {
                        begun.countDown();
                        awaitQuietly(mayEnd);
                        return order.add("part");
                    });
                } catch (IllegalStateException interrupted) {
                    order.add("caller, interrupted " + Thread.currentThread().isInterrupted());
                }
            });
            begun.await();
            caller.interrupt();
            mayEnd.countDown();
            caller.join();
        }
        assertThat(order).containsExactly("part", "caller, interrupted true");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            throw new IllegalStateException(stop);
        }
    }
}
