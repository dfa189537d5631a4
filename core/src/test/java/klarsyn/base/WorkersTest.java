package klarsyn.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WorkersTest {

    private static final List<Integer> NUMBERS = IntStream.range(0, 100).boxed().toList();

    @Test
    void results_come_in_the_order_of_the_items() {
        List<Integer> squares = new Workers(4).map(NUMBERS, String::valueOf, number -> number * number);

        assertThat(squares).isEqualTo(NUMBERS.stream().map(n -> n * n).toList());
    }

    @Test
    void an_empty_list_gives_an_empty_list() {
        assertThat(new Workers(4).map(List.of(), String::valueOf, item -> item)).isEmpty();
    }

    @Test
    void after_a_request_to_stop_no_item_is_started() {
        Stop stop = new Stop();
        AtomicInteger begun = new AtomicInteger();

        assertThatThrownBy(() -> new Workers(1, stop).map(NUMBERS, String::valueOf, number -> {
                    if (begun.incrementAndGet() == 10) {
                        stop.request();
                    }
                    return number;
                }))
                .isInstanceOf(StoppedException.class);
        assertThat(begun).hasValue(10);
    }

    @Test
    void at_least_one_thread_is_needed() {
        assertThatThrownBy(() -> new Workers(0)).hasMessageContaining("threads is 0");
    }

    @Test
    void no_more_threads_than_requested_are_used() {
        Set<String> names = ConcurrentHashMap.newKeySet();

        new Workers(3)
                .map(
                        NUMBERS,
                        String::valueOf,
                        _ -> names.add(Thread.currentThread().getName()));

        assertThat(names).isSubsetOf("worker-0", "worker-1", "worker-2");
    }

    @Test
    void a_failure_waits_for_running_workers() {
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch failing = new CountDownLatch(1);
        AtomicBoolean closed = new AtomicBoolean();
        AtomicBoolean usedAfterClosing = new AtomicBoolean();
        AtomicLong sum = new AtomicLong();

        assertThatThrownBy(() -> {
                    try {
                        new Workers(2).map(List.of("slow", "failing"), name -> name, name -> {
                            if (name.equals("failing")) {
                                awaitQuietly(slow);
                                failing.countDown();
                                throw new DataException("it is damaged", Where.of("a file"), "copy it again");
                            }
                            slow.countDown();
                            awaitQuietly(failing);
                            sum.set(LongStream.range(0, 10_000_000).sum()); // goes on after the failure
                            usedAfterClosing.set(closed.get());
                            return name;
                        });
                    } finally {
                        closed.set(true);
                    }
                })
                .isInstanceOf(DataException.class)
                .hasMessageContaining("it is damaged");

        assertThat(sum).hasPositiveValue();
        assertThat(usedAfterClosing).isFalse();
        assertThat(liveWorkers()).isZero();
    }

    @Test
    void the_first_failure_in_the_order_of_the_items_is_thrown() {
        CountDownLatch later = new CountDownLatch(1);

        assertThatThrownBy(() -> new Workers(2).map(List.of(0, 1), String::valueOf, number -> {
                    if (number == 0) {
                        awaitQuietly(later); // fails after the item behind it
                    }
                    later.countDown();
                    throw new DataException("number " + number, Where.of("a list"), "leave it out");
                }))
                .hasMessageContaining("number 0");
    }

    @Test
    void after_a_failure_no_further_item_is_started() {
        AtomicInteger begun = new AtomicInteger();

        assertThatThrownBy(() -> new Workers(1).map(NUMBERS, String::valueOf, number -> {
                    begun.incrementAndGet();
                    if (number == 5) {
                        throw new IllegalArgumentException("five");
                    }
                    return number;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("failed at case 5")
                .hasRootCauseMessage("five");
        assertThat(begun).hasValue(6);
    }

    @Test
    void an_interrupted_caller_waits_for_its_workers_too() {
        AtomicInteger ended = new AtomicInteger();
        Thread caller = Thread.currentThread();

        assertThatThrownBy(() -> new Workers(2).map(NUMBERS, String::valueOf, number -> {
                    caller.interrupt();
                    awaitQuietly(new CountDownLatch(1)); // until the interrupt is passed on to this thread
                    return ended.incrementAndGet();
                }))
                .hasMessageContaining("interrupted");

        int before = ended.get();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(liveWorkers()).isZero();
        assertThat(ended).hasValue(before);
    }

    private static long liveWorkers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("worker-"))
                .count();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
