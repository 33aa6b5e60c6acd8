// A view whose code is fetched when it is looked at for the first time.
import type { FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";

/** The view that `load` fetches. Throws where it is shown when it cannot be fetched. */
export function laterView(load: () => Promise<{ View: FunctionComponent }>): FunctionComponent {
  let View: FunctionComponent | null = null;
  return function Later() {
    const [, showAgain] = useState({});
    const [failure, setFailure] = useState<Error | null>(null);
    useEffect(() => {
      let isShown = true;
      const fetchView = async (): Promise<void> => {
        try {
          ({ View } = await load());
          if (isShown) showAgain({});
        } catch (error) {
          if (isShown) setFailure(error as Error);
        }
      };
      if (!View) void fetchView();
      return () => {
        isShown = false;
      };
    }, []);
    if (failure) throw failure;
    return View && <View />;
  };
}
