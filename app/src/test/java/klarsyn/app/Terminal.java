package klarsyn.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import klarsyn.base.Json;

/**
 * One command as its caller sees it.
 *
 * @param code exit code
 * @param out  standard output
 * @param err  standard error
 */
public record Terminal(int code, String out, String err) {

    public static Terminal run(Object... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] arguments = new String[words.length];
        for (int i = 0; i < words.length; i++) {
            arguments[i] = words[i].toString();
        }
        int code = Klarsyn.run(new PrintWriter(out), new PrintWriter(err), arguments);
        return new Terminal(code, out.toString(), err.toString());
    }

    /** The one object on standard output; anything else there fails. */
    public Json.Members json() {
        return (Json.Members) Json.parse(out);
    }

    public Json json(String key) {
        return json().values().get(key);
    }

    /** The last line of standard error. */
    public String lastWord() {
        return err.lines().reduce("", (_, line) -> line);
    }
}
