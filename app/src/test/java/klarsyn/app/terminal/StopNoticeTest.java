package klarsyn.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import klarsyn.app.terminal.Session.Display;
import klarsyn.base.Stop;
import klarsyn.base.StoppedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StopNoticeTest {

    private final StringWriter printed = new StringWriter();
    private final Session session =
            new Session(Instant.EPOCH, new PrintWriter(new StringWriter()), new PrintWriter(printed), Display.LINES);

    @Test
    void the_work_is_stopped_and_then_the_notice_on_continuing_is_printed() throws InterruptedException {
        Stop stop = new Stop();
        StringBuilder checkpoint = new StringBuilder();
        StopNotice notice = StopNotice.open(session, stop, checkpoint::toString);
        Thread stopping = notice.hook();
        stopping.start();
        while (!stop.requested()) {
            Thread.onSpinWait();
        }
        checkpoint.append("the checkpoint is whole"); // what the work writes before it ends
        notice.close();
        stopping.join();
        assertThat(printed.toString()).contains("stopped; the checkpoint is whole");
    }

    @Test
    void a_stopped_command_is_not_an_error() {
        int code = new ErrorReporter(session).report(new IllegalStateException("in a lane", new StoppedException()));
        assertThat(code).isEqualTo(130);
        assertThat(printed.toString()).isEmpty();
    }
}
