package klarsyn.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class EngineStartTest {

    @Test
    void closing_waits_even_if_the_thread_is_interrupted_and_keeps_the_interrupt() {
        AtomicBoolean interrupted = new AtomicBoolean();
        AtomicBoolean loaded = new AtomicBoolean();
        Thread waiting = Thread.currentThread();
        waiting.interrupt();
        try (EngineStart _ = EngineStart.inBackground(() -> {
            while (waiting.isInterrupted()) { // until the join has thrown
                LockSupport.parkNanos(1000);
            }
            loaded.set(true);
        })) {
            assertThat(loaded).isFalse();
        } finally {
            interrupted.set(Thread.interrupted());
        }
        assertThat(loaded).isTrue();
        assertThat(interrupted).isTrue();
    }

    @Test
    void a_failure_prints_nothing_by_itself() {
        PrintStream before = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            EngineStart.inBackground(() -> {
                        throw new UnsatisfiedLinkError("no libtorch");
                    })
                    .close();
        } finally {
            System.setErr(before);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEmpty();
    }
}
